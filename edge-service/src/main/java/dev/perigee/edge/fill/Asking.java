package dev.perigee.edge.fill;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.OriginFetch;
import dev.perigee.edge.origin.OriginCall;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.range.Probe;
import dev.perigee.httpcache.range.Slice;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one fill asks of the origin: an object, or a slice of it. Where the viewer wants a range of
 * an object that is not known yet, a {@linkplain Probe slice} is asked for first: the origin sends
 * little more than what the viewer takes, and the answer tells how long the object is. On the
 * leader's context.
 */
final class Asking {

  /** What an origin may answer to a range that it does not like, whatever the object is. */
  private static final Set<Integer> RANGE_REFUSALS = Set.of(400, 416, 501);

  private static final int NOT_SATISFIABLE = 416;

  private final FillRequest request;
  private @Nullable Probe probe;
  private boolean shared;

  /**
   * @param sliceBytes size of the slices
   */
  Asking(FillRequest request, long sliceBytes) {
    this.request = request;
    // Under RFC 9111 a response's own header says to which requests it is an answer.
    this.shared =
        request.behavior().collapsing()
            && request.behavior().semantics() == CachePolicy.Semantics.CLOUDFRONT;
    this.probe =
        request.slice() == null && request.viewer().method().equals("GET")
            ? Probe.of(request.viewer().first("range"), sliceBytes)
            : null;
  }

  /** What a reply holds of what was asked for. */
  sealed interface Held {

    /**
     * All of it: the object, its error, or the slice that this fill is for.
     *
     * @param reply described as if it were of the whole
     */
    record Everything(OriginReply reply) implements Held {}

    /**
     * One slice of a larger object.
     *
     * @param described as if it were the object
     */
    record OneSlice(ResponseHead described, SliceWanted part) implements Held {}

    /** Nothing that can be used. */
    record Nothing(Reason reason) implements Held {}
  }

  /**
   * @param known what is stored and may still hold; null for nothing
   */
  OriginCall call(@Nullable StoredResponse known, Horizon horizon) {
    MultiMap headers = request.behavior().forwarding().headers(request.viewer(), true);
    SliceWanted wanted = request.slice();
    Probe asked = probe;
    if (wanted != null) {
      headers.set("range", wanted.slice().range());
    } else if (known != null) {
      condition(headers, known);
    }
    if (asked != null) {
      headers.set("range", asked.range());
    }
    if (shared) {
      headers.set(OriginFetch.SHARE, ShareName.of(request.key()));
    }
    if (request.ahead()) {
      headers.set(OriginFetch.AHEAD, "1");
    }
    return new OriginCall(
        request.key(),
        request.behavior().origin().shieldRegion(),
        HttpMethod.valueOf(request.viewer().isHead() ? "GET" : request.viewer().method()),
        uri(),
        headers,
        null,
        -1,
        horizon);
  }

  private String uri() {
    return request
        .behavior()
        .forwarding()
        .uri(request.objectPath(), request.viewer().target().query());
  }

  /** Whether the origin may hold its response back until there is something to tell. */
  boolean mayBeHeld() {
    return OriginCall.mayBeHeld(uri());
  }

  private static void condition(MultiMap headers, StoredResponse known) {
    String originEtag = known.originEtag();
    String etag = originEtag == null ? known.etag() : originEtag;
    if (etag != null && !etag.isEmpty()) {
      headers.set("if-none-match", etag);
    }
    String lastModified = known.lastModified();
    if (lastModified != null) {
      headers.set("if-modified-since", lastModified);
    }
  }

  /**
   * Whether an error may be the range's and not the object's, so that it is to be asked for in
   * another way; then the next call does so. No viewer's range makes an error of everyone's object.
   */
  boolean turnsFrom(int status) {
    Probe asked = probe;
    if (asked == null || !RANGE_REFUSALS.contains(status)) {
      return false;
    }
    probe = status == NOT_SATISFIABLE ? asked.nearer() : null;
    return true;
  }

  /** From now on, asks for what is for this request alone. */
  void alone() {
    shared = false;
  }

  Held held(OriginReply reply) {
    SliceWanted wanted = request.slice();
    Probe asked = probe;
    if (wanted != null) {
      return wanted.isIn(reply)
          ? new Held.Everything(reply.with(reply.head().asWhole(wanted.slice().length())))
          : new Held.Nothing(Reason.OTHER_VERSION);
    }
    return asked != null && reply.head().status() == 206
        ? part(asked, reply)
        : new Held.Everything(reply);
  }

  private static Held part(Probe asked, OriginReply reply) {
    Slice slice = asked.in(reply.head().first("content-range"));
    if (slice == null || reply.bodyBytes() >= 0 && reply.bodyBytes() != slice.length()) {
      return new Held.Nothing(Reason.RANGE);
    }
    ResponseHead described = reply.head().asWhole(slice.total());
    if (slice.isWhole()) {
      return new Held.Everything(reply.with(described));
    }
    String etag = described.strongEtag();
    return etag == null
        ? new Held.Nothing(Reason.RANGE)
        : new Held.OneSlice(described, new SliceWanted(etag, slice));
  }
}
