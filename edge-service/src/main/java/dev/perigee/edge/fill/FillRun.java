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
 */
final class FillRun {

  private static final Logger LOG = Logger.getLogger(FillRun.class);

  private final FillSteps steps;
  private final Fill fill;
  private final FillRequest request;
  private final Context context;
  private final boolean shared;
  private final Runnable leave;
  private FillRequest.@Nullable Stale stale;

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
    steps
        .grid()
        .get(request.key())
        .onComplete(found -> context.runOnContext(_ -> afterGrid(found.result())));
  }

  private void afterGrid(@Nullable StoredResponse found) {
    if (found == null || !isUsable(found)) {
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
      ByteBuf body = found.acquireBody();
      stale = body == null ? null : new FillRequest.Stale(found, body);
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
        .onSuccess(this::afterHead)
        .onFailure(failure -> {
          LOG.warnf("origin-service did not answer for %s: %s", request.path(), failure);
          unanswered();
        });
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

  private void unanswered() {
    if (!standIn()) {
      end(_ -> new Failed());
    }
  }

  private void afterHead(OriginReply reply) {
    FillRequest.Stale known = stale;
    if (reply.head().status() == 304 && known != null) {
      reply.stream().resume();
      revalidated(known, reply);
      return;
    }
    if (reply.head().status() >= 500 && standIn()) {
      reply.discard();
      return;
    }
    releaseStale();
    switch (evaluate(reply, reply.head())) {
      case DoNotStore(Reason reason) -> own(reply, reason);
      case Store(Lifetime lifetime) -> collect(reply, lifetime);
    }
  }

  private Cacheability evaluate(OriginReply reply, ResponseHead head) {
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
      ByteBuf body = known.response().acquireBody();
      return body == null ? null : new Complete(known.response(), body, Source.STALE);
    });
    return true;
  }

  private void revalidated(FillRequest.Stale known, OriginReply reply) {
    stale = null;
    ResponseHead merged = known.response().head().updatedBy(reply.head());
    ResponseHead head = request.behavior().forwarding().forViewer(merged);
    switch (evaluate(reply, merged)) {
      case DoNotStore _ -> {
        StoredResponse once =
            stored(head, known.body(), reply, new Lifetime(Duration.ZERO, Duration.ZERO));
        completeOnce(once);
      }
      case Store(Lifetime lifetime) ->
          complete(stored(head, known.body(), reply, lifetime), Source.REVALIDATED, true);
    }
  }

  private void own(OriginReply reply, Reason reason) {
    end(leader -> leader ? new Own(reply, reason) : new Released(reason));
  }

  private void collect(OriginReply reply, Lifetime lifetime) {
    long announcedBytes = reply.bodyBytes();
    if (announcedBytes > steps.maxObjectBytes()) {
      own(reply, Reason.TOO_LARGE);
      return;
    }
    HttpClientResponse stream = reply.stream();
    SharedBody body =
        new SharedBody(
            context,
            new Upstream(reply, leave),
            steps.budget(),
            steps.maxObjectBytes(),
            steps.windowBytes());
    boolean forOthers = !lifetime.ttl().isZero();
    ResponseHead head = request.behavior().forwarding().forViewer(reply.head());
    fill.announce(leader ->
        leader || forOthers
            ? new Streaming(head, body, announcedBytes, leader)
            : new Released(Reason.NO_LIFETIME));
    stream.exceptionHandler(_ -> broken(body));
    stream.endHandler(_ -> finished(body, head, reply, lifetime));
    stream.handler(bytes -> body.append(bytes.getByteBuf()));
    stream.resume();
  }

  private void broken(SharedBody body) {
    leave.run();
    body.fail();
    body.close();
  }

  private void finished(SharedBody body, ResponseHead head, OriginReply reply, Lifetime lifetime) {
    List<ByteBuf> whole = body.complete();
    try {
      if (whole != null) {
        keep(whole, (int) body.receivedBytes(), head, reply, lifetime);
      }
    } finally {
      leave.run();
      body.close();
    }
  }

  private void keep(
      List<ByteBuf> whole, int bytes, ResponseHead head, OriginReply reply, Lifetime lifetime) {
    ByteBuf body =
        UnpooledByteBufAllocator.DEFAULT.directBuffer(Math.max(bytes, 1), Math.max(bytes, 1));
    whole.forEach(chunk -> body.writeBytes(chunk, chunk.readerIndex(), chunk.readableBytes()));
    store(stored(head, body, reply, lifetime), true);
  }

  private StoredResponse stored(
      ResponseHead head, ByteBuf body, OriginReply reply, Lifetime lifetime) {
    long ageSeconds =
        request.behavior().semantics() == CachePolicy.Semantics.RFC9111
            ? ageHeader(reply.head())
            : 0;
    return new StoredResponse(
        head,
        body,
        request.path(),
        reply.horizon(),
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
      ByteBuf body = response.acquireBody();
      return body == null ? null : new Complete(response, body, source);
    });
    store(response, share);
    leave.run();
    releaseStale();
  }

  /** Hands a complete response to those who wait, and keeps it no longer. */
  private void completeOnce(StoredResponse response) {
    end(_ -> {
      ByteBuf body = response.acquireBody();
      return body == null ? null : new Complete(response, body, Source.REVALIDATED);
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
