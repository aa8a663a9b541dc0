package dev.perigee.edge.viewer;

import dev.perigee.edge.connection.HeaderBlock;
import dev.perigee.edge.headers.ResponseHeaderRules;
import dev.perigee.edge.headers.Timing;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Writes the head of every answer: the response's own fields, then what the edge says of itself.
 */
final class AnswerHeaders {

  private static final AsciiString X_CACHE = AsciiString.cached("x-cache");
  private static final AsciiString POP = AsciiString.cached("x-amz-cf-pop");
  private static final AsciiString ID = AsciiString.cached("x-amz-cf-id");
  private static final AsciiString CACHE_STATUS = AsciiString.cached("cache-status");

  private final String cacheName;
  private final String popName;
  private final AsciiString pop;

  /** By their first words, of which there are few. */
  private final ConcurrentMap<String, AsciiString> xCaches = new ConcurrentHashMap<>();

  /** One for each version of HTTP. */
  private final ConcurrentMap<String, AsciiString> vias = new ConcurrentHashMap<>();

  /**
   * @param cacheName last word of {@code X-Cache}, and this cache's name in {@code Cache-Status}
   * @param popName this edge, for {@code X-Amz-Cf-Pop}
   */
  AnswerHeaders(String cacheName, String popName) {
    this.cacheName = cacheName;
    this.popName = popName;
    this.pop = new AsciiString(popName);
  }

  /** Writes the head of an answer that comes from the origin just now. */
  void write(Exchange exchange, ResponseHead head, CacheResult result) {
    write(exchange, head.status(), head.fields(), result);
    Explainer.explain(exchange, head, result);
  }

  /** Writes the head of an answer from what is stored. */
  void write(Exchange exchange, StoredResponse stored, CacheResult result) {
    write(exchange, stored.status(), stored.namedFields(), result);
    Explainer.explain(exchange, stored, result);
  }

  /**
   * Writes the head of an answer that is a whole stored response. Where nobody wants to change or
   * to read its fields one by one, they go as they are encoded already.
   */
  void writeWhole(Exchange exchange, StoredResponse stored, CacheResult result) {
    ViewerRequest request = exchange.request();
    if (request.isHttp2()
        || exchange.behavior().responseHeaders() != null
        || request.facts().isToBeExplained()) {
      write(exchange, stored, result);
      return;
    }
    int status = exchange.viewerStatus(stored.status());
    String word = word(exchange, status, result);
    request.facts().answered(word, result.reason(), result.originMillis());
    String own =
        "x-cache: "
            + word
            + " from "
            + cacheName
            + "\r\nvia: "
            + request.via()
            + "\r\nx-amz-cf-pop: "
            + popName
            + "\r\nx-amz-cf-id: "
            + request.id()
            + "\r\ncache-status: "
            + status(request, result)
            + "\r\n";
    HeaderBlock block = new HeaderBlock(stored.lines(), own);
    request.facts().answeredWith(stored, block.extraBytes());
    exchange.response().setStatusCode(status).headers().add(HeaderBlock.NAME, block);
  }

  private void write(
      Exchange exchange,
      int storedStatus,
      List<? extends CharSequence> fields,
      CacheResult result) {
    HttpServerResponse response = exchange.response();
    int status = exchange.viewerStatus(storedStatus);
    response.setStatusCode(status);
    MultiMap headers = response.headers();
    for (int i = 0; i < fields.size(); i += 2) {
      headers.add(fields.get(i), fields.get(i + 1));
    }
    ResponseHeaderRules rules = exchange.behavior().responseHeaders();
    if (rules != null) {
      rules.apply(
          exchange.request(), exchange.request().method(), headers, () -> timing(exchange, result));
    }
    writeFields(exchange.request(), word(exchange, status, result), result);
  }

  /** The first word of {@code X-Cache}. */
  private static String word(Exchange exchange, int status, CacheResult result) {
    return status >= 400 || exchange.isErrorPage() ? "Error" : result.word();
  }

  private Timing timing(Exchange exchange, CacheResult result) {
    long totalMillis = (System.nanoTime() - exchange.request().facts().beganNanos()) / 1_000_000;
    return new Timing(
        result.cache(), popName, exchange.request().id(), result.originMillis(), totalMillis);
  }

  /** Writes the head of an answer that the edge makes itself. */
  void writeOwn(ViewerRequest request, CacheResult result) {
    writeFields(request, result.word(), result);
    Explainer.explain(request, result);
  }

  private void writeFields(ViewerRequest request, String word, CacheResult result) {
    request.facts().answered(word, result.reason(), result.originMillis());
    request
        .http()
        .response()
        .headers()
        .set(X_CACHE, xCaches.computeIfAbsent(word, this::xCache))
        .set(HttpHeaderNames.VIA, vias.computeIfAbsent(request.via(), AsciiString::new))
        .set(POP, pop)
        .set(ID, new AsciiString(request.id()))
        .set(CACHE_STATUS, new AsciiString(status(request, result)));
  }

  private AsciiString xCache(String word) {
    return new AsciiString(word + " from " + cacheName);
  }

  private String status(ViewerRequest request, CacheResult result) {
    return cacheName + "; " + result.status() + member(request);
  }

  /** Which origin of a group answered, as a parameter of ours (RFC 9211, section 3). */
  private static String member(ViewerRequest request) {
    String id = request.facts().member();
    if (id == null) {
      return "";
    }
    boolean printable = id.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    return printable ? "; origin=\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : "";
  }
}
