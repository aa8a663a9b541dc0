package dev.perigee.edge.fill;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.edge.compression.Compressions;
import dev.perigee.edge.distribution.CompiledBehavior;
import dev.perigee.edge.fill.FillOutcome.Complete;
import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.fill.FillOutcome.Own;
import dev.perigee.edge.fill.FillOutcome.Released;
import dev.perigee.edge.fill.FillOutcome.Source;
import dev.perigee.edge.fill.FillOutcome.Streaming;
import dev.perigee.edge.origin.OriginCall;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Cacheability;
import dev.perigee.httpcache.freshness.Cacheability.DoNotStore;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import dev.perigee.httpcache.freshness.Lifetime;
import dev.perigee.httpcache.freshness.OriginResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The course of one fill, on its leader's context:
 *
 * <pre>
 *   grid ── fresh ─────────────────────────────────────▶ Complete(GRID)
 *    │ miss or stale
 *   origin ── 304 ─────────────────────────────────────▶ Complete(REVALIDATED)
 *    │  │ ├── large, to be stored in slices ───────────▶ Complete(SLICED)
 *    │  │ └── failing, a stale one at hand ────────────▶ Complete(STALE)
 *    │  └──── not answering ───────────────────────────▶ Failed
 *    ├── to be stored and shared ──────────────────────▶ Streaming, then stored
 *    └── not to be stored, or too large ───────────────▶ Own, the others Released
 * </pre>
 *
 * <p>Every step runs {@linkplain #guarded guarded}: one that throws, for want of memory or by a
 * bug, ends the fill as failed, so that nobody waits for it and the key is free again.
 */
final class FillRun {

  private static final Logger LOG = Logger.getLogger(FillRun.class);

  private final FillSteps steps;
  private final Fill fill;
  private final FillRequest request;
  private final Context context;
  private final boolean shared;
  private final Runnable leave;

  // Of the leader's context alone.
  private FillRequest.@Nullable Stale stale;
  private @Nullable OriginReply reply;
  private @Nullable Incoming incoming;
  private @Nullable SharedBody body;
  private boolean failed;

  FillRun(
      FillSteps steps,
      Fill fill,
      FillRequest request,
      Context context,
      boolean shared,
      Runnable leave) {
    this.steps = steps;
    this.fill = fill;
    this.request = request;
    this.context = context;
    this.shared = shared;
    this.leave = leave;
    this.stale = request.stale();
  }

  void start() {
    guarded(this::askGrid);
  }

  private void guarded(Runnable step) {
    if (failed) {
      return;
    }
    try {
      step.run();
    } catch (Throwable e) {
      failed = true;
      try {
        abandon();
      } finally {
        LOG.errorf(e, "the fill of %s failed", request.path());
      }
    }
  }

  /** Lets go of everything that this run still owns, and of everyone who waits. */
  private void abandon() {
    leave.run();
    fill.announce(_ -> new Failed());
    SharedBody begun = body;
    if (begun != null) {
      begun.fail();
      begun.close();
    }
    releaseStale();
    Incoming begunBody = incoming;
    OriginReply unread = reply;
    if (begunBody != null) {
      begunBody.giveUp();
    } else if (unread != null) {
      unread.cancel();
    }
  }

  private void askGrid() {
    steps
        .grid()
        .get(request.key())
        .onComplete(found -> context.runOnContext(_ -> guarded(() -> afterGrid(found.result()))));
  }

  private void afterGrid(@Nullable StoredResponse found) {
    if (found == null) {
      askOrigin();
    } else if (!isUsable(found)) {
      found.release();
      askOrigin();
    } else if (request.slice() != null
        || found.isFresh(System.currentTimeMillis()) && steps.lease().isHeld()) {
      complete(found, Source.GRID, false);
    } else {
      keepIfNewer(found);
      askOrigin();
    }
  }

  private boolean isUsable(StoredResponse response) {
    return steps.invalidations().isUsable(request.distribution().id(), response, request.alias());
  }

  private void keepIfNewer(StoredResponse found) {
    if (stale == null || stale.response().originTimeMillis() < found.originTimeMillis()) {
      releaseStale();
      ByteBuf content = found.acquireBody();
      stale = content == null ? null : new FillRequest.Stale(found, content);
    }
    found.release();
  }

  private void askOrigin() {
    fill.began(steps.invalidations().horizon());
    FillRequest.Stale known = stale;
    OriginCall call = FillCall.of(request, known == null ? null : known.response(), fill.horizon());
    steps
        .origin()
        .send(call)
        .onSuccess(answered -> guarded(() -> afterHead(answered)))
        .onFailure(failure -> guarded(() -> unanswered(failure)));
  }

  private void unanswered(Throwable failure) {
    LOG.warnf("origin-service did not answer for %s: %s", request.path(), failure);
    if (!standIn()) {
      end(_ -> new Failed());
    }
  }

  private void afterHead(OriginReply answered) {
    reply = answered;
    FillRequest.Stale known = stale;
    if (answered.head().status() == 304 && known != null) {
      revalidated(known, answered);
      return;
    }
    if (answered.head().status() >= 500 && standIn()) {
      answered.discard();
      return;
    }
    releaseStale();
    SliceWanted slice = request.slice();
    if (slice != null && !slice.isIn(answered.head())) {
      own(answered, Reason.OTHER_VERSION);
      return;
    }
    ResponseHead judged = slice == null ? answered.head() : SliceWanted.asWhole(answered.head());
    switch (evaluate(judged)) {
      case DoNotStore(Reason reason) -> own(answered, reason);
      case Store(Lifetime lifetime) -> {
        if (slice == null && mayBeSliced(answered)) {
          slice(answered, lifetime);
        } else {
          collect(answered, lifetime);
        }
      }
    }
  }

  /** Whether an object is too large for one piece, and its origin gives parts of one version. */
  private boolean mayBeSliced(OriginReply answered) {
    ResponseHead head = answered.head();
    String etag = head.first("etag");
    String ranges = head.first("accept-ranges");
    return head.status() == 200
        && answered.bodyBytes() > steps.maxObjectBytes()
        && etag != null
        && etag.startsWith("\"")
        && ranges != null
        && ranges.contains("bytes");
  }

  /** Keeps what is known of a large object; its slices are fetched as they are wanted. */
  private void slice(OriginReply answered, Lifetime lifetime) {
    long bytes = answered.bodyBytes();
    reply = null;
    answered.cancel();
    ResponseHead head = request.behavior().forwarding().forViewer(answered.head());
    StoredResponse known =
        stored(head, Unpooled.EMPTY_BUFFER, answered, lifetime, null).inSlices(bytes);
    boolean forOthers = !lifetime.ttl().isZero();
    fill.announce(leader ->
        leader || forOthers
            ? new Complete(known, Unpooled.EMPTY_BUFFER, Source.SLICED)
            : new Released(Reason.NO_LIFETIME));
    store(known, true);
    leave.run();
  }

  private Cacheability evaluate(ResponseHead head) {
    CompiledBehavior behavior = request.behavior();
    return behavior
        .freshness()
        .evaluate(
            new OriginResponse(
                head.status(),
                head,
                behavior.forwarding().forwardsAuthorization()
                    && request.viewer().first("authorization") != null,
                Instant.now()));
  }

  /** Answers with what is stored while the origin fails, if its rules allow. */
  private boolean standIn() {
    FillRequest.Stale known = stale;
    if (known == null
        || !known.response().mayStandIn(System.currentTimeMillis())
        || !isUsable(known.response())) {
      return false;
    }
    end(_ -> {
      ByteBuf content = known.response().acquireBody();
      return content == null ? null : new Complete(known.response(), content, Source.STALE);
    });
    return true;
  }

  private void revalidated(FillRequest.Stale known, OriginReply answered) {
    answered.stream().resume();
    ResponseHead merged = known.response().head().updatedBy(answered.head());
    ResponseHead visible = request.behavior().forwarding().forViewer(merged);
    String originEtag = originEtag(known.response(), answered.head());
    ResponseHead head = originEtag == null ? visible : Compressions.confirmed(visible);
    switch (evaluate(merged)) {
      case DoNotStore _ -> {
        Lifetime none = new Lifetime(Duration.ZERO, Duration.ZERO);
        long sliced = known.response().slicedBytes();
        completeOnce(stored(head, takeStale(known), answered, none, originEtag).inSlices(sliced));
      }
      case Store(Lifetime lifetime) -> {
        long sliced = known.response().slicedBytes();
        StoredResponse renewed = stored(head, takeStale(known), answered, lifetime, originEtag);
        complete(renewed.inSlices(sliced), Source.REVALIDATED, true);
      }
    }
  }

  private static @Nullable String originEtag(StoredResponse known, ResponseHead notModified) {
    String said = notModified.first("etag");
    return known.originEtag() == null || said == null ? known.originEtag() : said;
  }

  /** The body of the stale response, with its reference. */
  private ByteBuf takeStale(FillRequest.Stale known) {
    stale = null;
    return known.body();
  }

  private void own(OriginReply answered, Reason reason) {
    reply = null;
    end(leader -> leader ? new Own(answered, reason) : new Released(reason));
  }

  private void collect(OriginReply answered, Lifetime lifetime) {
    Incoming coming = Incoming.of(answered, request, steps.compression(), context, leave);
    if (coming.bytes() > steps.maxObjectBytes()) {
      own(answered, Reason.TOO_LARGE);
      return;
    }
    incoming = coming;
    SharedBody collected =
        new SharedBody(
            context, coming, steps.budget(), steps.maxObjectBytes(), steps.windowBytes());
    body = collected;
    boolean forOthers = request.slice() != null || !lifetime.ttl().isZero();
    fill.announce(leader ->
        leader || forOthers
            ? new Streaming(coming.head(), collected, coming.bytes(), leader, answered.waitMillis())
            : new Released(Reason.NO_LIFETIME));
    ReadStream<Buffer> stream = coming.body();
    stream.exceptionHandler(_ -> guarded(() -> broken(collected)));
    stream.endHandler(_ -> guarded(() -> finished(collected, coming, lifetime)));
    stream.handler(bytes -> guarded(() -> collected.append(bytes.getByteBuf())));
    stream.resume();
  }

  private void broken(SharedBody collected) {
    leave.run();
    collected.fail();
    collected.close();
  }

  private void finished(SharedBody collected, Incoming came, Lifetime lifetime) {
    reply = null;
    incoming = null;
    List<ByteBuf> whole = collected.complete();
    if (whole != null) {
      ByteBuf kept = joined(whole, (int) collected.receivedBytes());
      store(stored(came.head(), kept, came.reply(), lifetime, came.originEtag()), true);
    }
    leave.run();
    collected.close();
  }

  private static ByteBuf joined(List<ByteBuf> whole, int bytes) {
    ByteBuf joined =
        UnpooledByteBufAllocator.DEFAULT.directBuffer(Math.max(bytes, 1), Math.max(bytes, 1));
    whole.forEach(chunk -> joined.writeBytes(chunk, chunk.readerIndex(), chunk.readableBytes()));
    return joined;
  }

  private StoredResponse stored(
      ResponseHead head,
      ByteBuf content,
      OriginReply answered,
      Lifetime lifetime,
      @Nullable String originEtag) {
    long ageSeconds =
        request.behavior().semantics() == CachePolicy.Semantics.RFC9111
            ? ageHeader(answered.head())
            : 0;
    return new StoredResponse(
        head,
        content,
        request.path(),
        answered.horizon(),
        System.currentTimeMillis() - Duration.ofSeconds(ageSeconds).toMillis(),
        lifetime,
        originEtag);
  }

  private static long ageHeader(ResponseHead head) {
    String age = head.first("age");
    try {
      return age == null ? 0 : Math.clamp(Long.parseLong(age.strip()), 0, Integer.MAX_VALUE);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Hands a complete response to everyone, and to the stores. */
  private void complete(StoredResponse response, Source source, boolean share) {
    fill.announce(_ -> {
      ByteBuf content = response.acquireBody();
      return content == null ? null : new Complete(response, content, source);
    });
    store(response, share);
    leave.run();
    releaseStale();
  }

  /** Hands a complete response to those who wait, and keeps it no longer. */
  private void completeOnce(StoredResponse response) {
    end(_ -> {
      ByteBuf content = response.acquireBody();
      return content == null ? null : new Complete(response, content, Source.REVALIDATED);
    });
    response.release();
  }

  /** Stores a response, unless its object was invalidated while it was on its way. */
  private void store(StoredResponse response, boolean share) {
    if (!isUsable(response)) {
      response.release();
      return;
    }
    if (share && shared) {
      steps.grid().put(request.key(), response);
    }
    steps.memory().put(request.key(), response);
  }

  private void end(Function<Boolean, @Nullable FillOutcome> outcomes) {
    leave.run();
    fill.announce(outcomes);
    releaseStale();
  }

  private void releaseStale() {
    FillRequest.Stale known = stale;
    stale = null;
    if (known != null) {
      known.body().release();
    }
  }
}
