package dev.perigee.edge.origin;

import dev.perigee.contracts.OriginFetch;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.range.Slice;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a body whose origin-service is gone goes on: another instance is asked for the rest, by a
 * range, and what it sends is of the same version or not taken. What origin-service broke off
 * itself, because its origin did, stays broken: the instance that did so says so. Of one event
 * loop.
 */
final class Continuation {

  private static final int MOST = 3;
  private static final int PARTIAL = 206;

  /** What was for the whole, or was to be answered for others too. */
  private static final List<String> LEFT_OUT =
      List.of(
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since",
          OriginFetch.SHARE);

  private final OriginCall call;
  private final Function<OriginCall, Future<HttpClientResponse>> origin;
  private final Counter continued;
  private final String etag;
  private final Slice part;
  private String instance;
  private int times;

  private Continuation(
      OriginCall call,
      Function<OriginCall, Future<HttpClientResponse>> origin,
      Counter continued,
      String etag,
      Slice part,
      String instance) {
    this.call = call;
    this.origin = origin;
    this.continued = continued;
    this.etag = etag;
    this.part = part;
    this.instance = instance;
  }

  /**
   * @param instance of origin-service that answers; null where it does not say
   * @param origin sends a call
   * @param continued counts the bodies that went on
   * @return null where the rest of the response could not be told from another version's, or cannot
   *     be asked for
   */
  static @Nullable Continuation of(
      OriginCall call,
      @Nullable String instance,
      ResponseHead head,
      Function<OriginCall, Future<HttpClientResponse>> origin,
      Counter continued) {
    String etag = head.strongEtag();
    Slice part = part(head);
    return instance == null || etag == null || part == null || !call.mayBeRepeated()
        ? null
        : new Continuation(call, origin, continued, etag, part, instance);
  }

  private static @Nullable Slice part(ResponseHead head) {
    if (head.status() == PARTIAL) {
      return Slice.read(head.first("content-range"));
    }
    long bytes = head.bodyBytes();
    return head.status() == 200 && bytes > 0 && head.takesRanges()
        ? new Slice(0, bytes - 1, bytes)
        : null;
  }

  /**
   * Asks for the rest; it comes paused. Fails where it cannot be had.
   *
   * @param received how many bytes of the body there are
   */
  Future<HttpClientResponse> from(long received) {
    Slice rest = new Slice(part.first() + received, part.last(), part.total());
    if (++times > MOST || rest.length() <= 0) {
      return Future.failedFuture("nothing more is asked for");
    }
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(call.headers());
    LEFT_OUT.forEach(headers::remove);
    headers.set("range", rest.range()).set(OriginFetch.BROKEN_OFF_BY, instance);
    return origin.apply(call.with(headers)).compose(answer -> judge(answer, rest));
  }

  private Future<HttpClientResponse> judge(HttpClientResponse answer, Slice rest) {
    String next = answer.getHeader(OriginFetch.INSTANCE);
    if (next == null || !OriginHeads.head(answer).isOf(etag, rest)) {
      answer.exceptionHandler(_ -> {});
      answer.request().reset();
      return Future.failedFuture("the rest cannot be had: status " + answer.statusCode());
    }
    instance = next;
    continued.increment();
    return Future.succeededFuture(answer);
  }
}
