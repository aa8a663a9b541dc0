package dev.perigee.edge.fill;

import dev.perigee.contracts.CachePolicy;
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
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
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
    OriginReply unread = reply;
    if (unread != null) {
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
    } else if (found.isFresh(System.currentTimeMillis()) && steps.lease().isHeld()) {
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
    MultiMap headers = request.behavior().forwarding().headers(request.viewer(), true);
    FillRequest.Stale known = stale;
    if (known != null) {
      condition(headers, known.response());
    }
    OriginCall call =
        new OriginCall(
            request.key(),
            HttpMethod.valueOf(request.viewer().isHead() ? "GET" : request.viewer().method()),
            request
                .behavior()
                .forwarding()
                .uri(request.objectPath(), request.viewer().target().query()),
            headers,
            null,
            -1,
            fill.horizon());
    steps
        .origin()
        .send(call)
        .onSuccess(answered -> guarded(() -> afterHead(answered)))
        .onFailure(failure -> guarded(() -> unanswered(failure)));
  }

  private static void condition(MultiMap headers, StoredResponse known) {
    String etag = known.etag();
    if (etag != null) {
      headers.set("if-none-match", etag);
    }
    String lastModified = known.lastModified();
    if (lastModified != null) {
      headers.set("if-modified-since", lastModified);
    }
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
    switch (evaluate(answered.head())) {
      case DoNotStore(Reason reason) -> own(answered, reason);
      case Store(Lifetime lifetime) -> collect(answered, lifetime);
    }
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
    ResponseHead head = request.behavior().forwarding().forViewer(merged);
    switch (evaluate(merged)) {
      case DoNotStore _ -> {
        Lifetime none = new Lifetime(Duration.ZERO, Duration.ZERO);
        completeOnce(stored(head, takeStale(known), answered, none));
      }
      case Store(Lifetime lifetime) ->
          complete(stored(head, takeStale(known), answered, lifetime), Source.REVALIDATED, true);
    }
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
    long announcedBytes = answered.bodyBytes();
    if (announcedBytes > steps.maxObjectBytes()) {
      own(answered, Reason.TOO_LARGE);
      return;
    }
    HttpClientResponse stream = answered.stream();
    SharedBody collected =
        new SharedBody(
            context,
            new Upstream(answered, leave),
            steps.budget(),
            steps.maxObjectBytes(),
            steps.windowBytes());
    body = collected;
    boolean forOthers = !lifetime.ttl().isZero();
    ResponseHead head = request.behavior().forwarding().forViewer(answered.head());
    fill.announce(leader ->
        leader || forOthers
            ? new Streaming(head, collected, announcedBytes, leader, answered.waitMillis())
            : new Released(Reason.NO_LIFETIME));
    stream.exceptionHandler(_ -> guarded(() -> broken(collected)));
    stream.endHandler(_ -> guarded(() -> finished(collected, head, answered, lifetime)));
    stream.handler(bytes -> guarded(() -> collected.append(bytes.getByteBuf())));
    stream.resume();
  }

  private void broken(SharedBody collected) {
    leave.run();
    collected.fail();
    collected.close();
  }

  private void finished(
      SharedBody collected, ResponseHead head, OriginReply answered, Lifetime lifetime) {
    reply = null;
    List<ByteBuf> whole = collected.complete();
    if (whole != null) {
      keep(whole, (int) collected.receivedBytes(), head, answered, lifetime);
    }
    leave.run();
    collected.close();
  }

  private void keep(
      List<ByteBuf> whole, int bytes, ResponseHead head, OriginReply answered, Lifetime lifetime) {
    ByteBuf kept =
        UnpooledByteBufAllocator.DEFAULT.directBuffer(Math.max(bytes, 1), Math.max(bytes, 1));
    whole.forEach(chunk -> kept.writeBytes(chunk, chunk.readerIndex(), chunk.readableBytes()));
    store(stored(head, kept, answered, lifetime), true);
  }

  private StoredResponse stored(
      ResponseHead head, ByteBuf content, OriginReply answered, Lifetime lifetime) {
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
        lifetime);
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

  /** The origin-service response as the source of a shared body. */
  private record Upstream(OriginReply reply, Runnable leave) implements SharedBody.Source {
    @Override
    public void pause() {
      reply.stream().pause();
    }

    @Override
    public void resume() {
      reply.stream().resume();
    }

    @Override
    public void cancel() {
      leave.run();
      reply.cancel();
    }
  }
}
