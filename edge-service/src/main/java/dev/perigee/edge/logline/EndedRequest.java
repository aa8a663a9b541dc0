package dev.perigee.edge.logline;

import dev.perigee.edge.connection.ViewerConnection;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.tls.ViewerTls;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that has ended, in the terms of CloudFront's logs; what is not known is null.
 *
 * @param facts what was noted of it
 * @param edge where it was served
 * @param at when it ended
 * @param endNanos the same by {@link System#nanoTime}
 */
public record EndedRequest(RequestFacts facts, String edge, Instant at, long endNanos) {

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/.*");

  private HttpServerRequest http() {
    return facts.http();
  }

  private HttpServerResponse response() {
    return http().response();
  }

  public String clientAddress() {
    return http().remoteAddress().hostAddress();
  }

  public int clientPort() {
    return http().remoteAddress().port();
  }

  public String method() {
    return http().method().name();
  }

  /** The path as the viewer wrote it. */
  public String uriStem() {
    String uri = http().uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  public @Nullable String uriQuery() {
    String uri = http().uri();
    int query = uri.indexOf('?');
    return query < 0 ? null : uri.substring(query + 1);
  }

  /** The host name under which the distribution itself is known. */
  public @Nullable String distributionHost() {
    return facts.distribution() == null ? null : facts.distribution().domainName();
  }

  /** The response's status; {@code 000} where the viewer left before there was one. */
  public String status() {
    return response().headWritten() ? Integer.toString(response().getStatusCode()) : "000";
  }

  /** How the request was judged when its answer began. */
  public String responseResult() {
    return facts.result();
  }

  /** How the request was judged when it had ended. */
  public String result() {
    return facts.isBrokenOff() || facts.isAbandoned() ? DetailedResult.ERROR : facts.result();
  }

  public String detailedResult() {
    return DetailedResult.of(facts);
  }

  public long bytesSent() {
    return response().headWritten() ? Wire.bytes(response()) + facts.unnamedBytes() : 0;
  }

  public long bytesReceived() {
    return Wire.bytes(http());
  }

  public long nanosTaken() {
    return endNanos - facts.beganNanos();
  }

  /** Time to the first byte of the response, or to the end where there was none. */
  public long nanosToFirstByte() {
    return (facts.firstByteNanos() == 0 ? endNanos : facts.firstByteNanos()) - facts.beganNanos();
  }

  public boolean isSecure() {
    return http().isSSL();
  }

  public String protocol() {
    return isSecure() ? "https" : "http";
  }

  public String protocolVersion() {
    return switch (http().version()) {
      case HTTP_1_0 -> "HTTP/1.0";
      case HTTP_1_1 -> "HTTP/1.1";
      case HTTP_2 -> "HTTP/2.0";
    };
  }

  public @Nullable String tlsProtocol() {
    ViewerTls tls = ViewerConnection.tlsOf(http());
    return tls == null ? null : tls.version();
  }

  public @Nullable String tlsCipher() {
    ViewerTls tls = ViewerConnection.tlsOf(http());
    return tls == null ? null : tls.cipherName();
  }

  /** A header of the request, several of one name joined. */
  public @Nullable String header(String name) {
    List<String> values = http().headers().getAll(name);
    return values.isEmpty() ? null : String.join(name.equals("cookie") ? "; " : ", ", values);
  }

  /** A header of the response, once that was begun. */
  public @Nullable String responseHeader(String name) {
    if (!response().headWritten()) {
      return null;
    }
    String named = response().headers().get(name);
    return named == null ? facts.unnamedField(name) : named;
  }

  /** The first byte of the part that was asked for. */
  public @Nullable String rangeStart() {
    return range(1);
  }

  /** The last byte of the part that was asked for. */
  public @Nullable String rangeEnd() {
    return range(2);
  }

  private @Nullable String range(int group) {
    String value = responseHeader("content-range");
    if (value == null) {
      return null;
    }
    Matcher range = CONTENT_RANGE.matcher(value);
    return range.matches() ? range.group(group) : null;
  }
}
