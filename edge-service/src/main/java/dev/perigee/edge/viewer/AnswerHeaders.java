package dev.perigee.edge.viewer;

import dev.perigee.edge.headers.ResponseHeaderRules;
import dev.perigee.edge.headers.Timing;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the head of every answer: the response's own fields, then what the edge says of itself.
 */
final class AnswerHeaders {

  private final String cacheName;
  private final String popName;

  /**
   * @param cacheName last word of {@code X-Cache}, and this cache's name in {@code Cache-Status}
   * @param popName this edge, for {@code X-Amz-Cf-Pop}
   */
  AnswerHeaders(String cacheName, String popName) {
    this.cacheName = cacheName;
    this.popName = popName;
  }

  /** Writes the head of an answer that comes from the origin just now. */
  void write(Exchange exchange, ResponseHead head, CacheResult result) {
    write(exchange, head, result, null);
  }

  /** Writes the head of an answer from what is stored. */
  void write(Exchange exchange, StoredResponse stored, CacheResult result) {
    write(exchange, stored.head(), result, stored);
  }

  private void write(
      Exchange exchange, ResponseHead head, CacheResult result, @Nullable StoredResponse stored) {
    HttpServerResponse response = exchange.response();
    int status = exchange.viewerStatus(head.status());
    response.setStatusCode(status);
    MultiMap headers = response.headers();
    List<String> fields = head.fields();
    for (int i = 0; i < fields.size(); i += 2) {
      headers.add(fields.get(i), fields.get(i + 1));
    }
    ResponseHeaderRules rules = exchange.behavior().responseHeaders();
    if (rules != null) {
      rules.apply(
          exchange.request(), exchange.request().method(), headers, () -> timing(exchange, result));
    }
    boolean isError = status >= 400 || exchange.isErrorPage();
    writeFields(exchange.request(), isError ? "Error" : result.word(), result);
    Explainer.explain(exchange, head, result, stored);
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
        .set("x-cache", word + " from " + cacheName)
        .set("via", request.via())
        .set("x-amz-cf-pop", popName)
        .set("x-amz-cf-id", request.id())
        .set("cache-status", cacheName + "; " + result.status() + member(request));
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
