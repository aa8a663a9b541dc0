package dev.perigee.edge.viewer;

import dev.perigee.edge.connection.ListenerOptions;
import dev.perigee.edge.request.HostName;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.httpcache.request.RequestTarget;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Judges the form of a request, before anything is known of what it asks for. */
final class Admission {

  /** No viewer can wish these away: they say where the request goes and where it ends. */
  private static final Set<String> FRAMING =
      Set.of("host", "content-length", "transfer-encoding", "upgrade");

  private static final byte[] LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int ID_LETTERS = 32;
  private static final int LETTERS_OF_A_LONG = 8;

  private final Map<HttpVersion, String> via = new EnumMap<>(HttpVersion.class);
  private final CdnLoop loop;
  private final long maxBodyBytes;

  /**
   * @param edgeId of this edge
   * @param domain under which each distribution has its own name
   * @param maxBodyBytes of a request
   */
  Admission(String edgeId, String domain, long maxBodyBytes) {
    for (HttpVersion version : HttpVersion.values()) {
      via.put(version, version(version) + " " + edgeId + "." + domain + " (Perigee)");
    }
    this.loop = new CdnLoop(domain);
    this.maxBodyBytes = maxBodyBytes;
  }

  sealed interface Result {}

  record Admitted(ViewerRequest request) implements Result {}

  record Refused(Refusal refusal) implements Result {}

  Result admit(RequestFacts facts, Context context) {
    HttpServerRequest http = facts.http();
    if (http.decoderResult().isFailure()) {
      return new Refused(unreadable(http.decoderResult().cause()));
    }
    if (http.uri().length() > ListenerOptions.MAX_URL_BYTES) {
      return new Refused(Refusal.URL_TOO_LONG);
    }
    int headerBytes = HeaderForm.bytes(http.headers());
    if (headerBytes == HeaderForm.BAD || !isPlainlyFramed(http)) {
      return new Refused(Refusal.BAD_REQUEST);
    }
    if (headerBytes > ListenerOptions.MAX_HEADER_BYTES) {
      return new Refused(Refusal.HEADERS_TOO_LARGE);
    }
    nameHost(http);
    Optional<RequestTarget> target = RequestTarget.parse(http.uri());
    List<String> hosts = http.headers().getAll("host");
    if (target.isEmpty() || hosts.size() != 1) {
      return new Refused(Refusal.BAD_REQUEST);
    }
    if (http.headers().contains(CdnLoop.HEADER)
        && loop.isTooLong(http.headers().getAll(CdnLoop.HEADER))) {
      return new Refused(Refusal.LOOP);
    }
    dropConnectionOptions(http.headers());
    facts.admitted(newId());
    ViewerRequest request =
        new ViewerRequest(
            facts,
            http,
            context,
            facts.id(),
            Objects.requireNonNull(via.get(http.version())),
            http.method().name(),
            target.get(),
            http.headers(),
            hosts.getFirst(),
            HostName.of(hosts.getFirst()),
            Map.of());
    return judgeBody(request);
  }

  /** Whether there is no transfer coding but the one that every reader knows (RFC 9112, 6.1). */
  private static boolean isPlainlyFramed(HttpServerRequest http) {
    if (!http.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return true;
    }
    List<String> codings = http.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    return codings.size() == 1
        && codings.getFirst().equalsIgnoreCase("chunked")
        && http.version() == HttpVersion.HTTP_1_1;
  }

  /** In HTTP/2 the host is no header (RFC 9113, section 8.3.1); from here on it is. */
  private static void nameHost(HttpServerRequest http) {
    if (http.version() == HttpVersion.HTTP_2
        && http.authority() != null
        && !http.headers().contains("host")) {
      http.headers().set("host", http.authority().toString());
    }
  }

  /**
   * Removes what the viewer says is for its connection alone (RFC 9110, section 7.6.1), before
   * anything looks at the headers: were the key to see what the origin does not, a viewer could
   * have the origin's answer to one request stored as that to another.
   */
  private static void dropConnectionOptions(MultiMap headers) {
    if (!headers.contains(HttpHeaders.CONNECTION)) {
      return;
    }
    for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
      for (String option : value.split(",", -1)) {
        String name = option.strip().toLowerCase(Locale.ROOT);
        if (!FRAMING.contains(name)) {
          headers.remove(name);
        }
      }
    }
  }

  private static Refusal unreadable(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Refusal.URL_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException
        ? Refusal.HEADERS_TOO_LARGE
        : Refusal.BAD_REQUEST;
  }

  private Result judgeBody(ViewerRequest request) {
    if (!request.mayHaveBody()) {
      return new Admitted(request);
    }
    HttpMethod method = request.http().method();
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      return new Refused(Refusal.GET_WITH_BODY);
    }
    String length = request.first("content-length");
    return length != null && Long.parseLong(length) > maxBodyBytes
        ? new Refused(Refusal.BODY_TOO_LARGE)
        : new Admitted(request);
  }

  private static String version(HttpVersion version) {
    return switch (version) {
      case HTTP_1_0 -> "1.0";
      case HTTP_1_1 -> "1.1";
      case HTTP_2 -> "2.0";
    };
  }

  /** 192 random bits, in the letters of base64 that URLs may have (RFC 4648, section 5). */
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    byte[] id = new byte[ID_LETTERS];
    for (int i = 0; i < id.length; i += LETTERS_OF_A_LONG) {
      long bits = random.nextLong();
      for (int j = i; j < i + LETTERS_OF_A_LONG; j++) {
        id[j] = LETTERS[(int) bits & 63];
        bits >>>= 6;
      }
    }
    return new String(id, StandardCharsets.ISO_8859_1);
  }
}
