package dev.perigee.edge.viewer;

import dev.perigee.edge.explain.ExplainToken;
import dev.perigee.edge.facts.GeneratedHeaders;
import dev.perigee.edge.fill.FillOutcome;
import dev.perigee.edge.fill.FillOutcome.Again;
import dev.perigee.edge.fill.FillOutcome.Complete;
import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.fill.FillOutcome.OtherVariant;
import dev.perigee.edge.fill.FillOutcome.Own;
import dev.perigee.edge.fill.FillOutcome.Released;
import dev.perigee.edge.fill.FillOutcome.Sliced;
import dev.perigee.edge.fill.FillOutcome.Streaming;
import dev.perigee.edge.fill.FillRequest;
import dev.perigee.edge.fill.Fills;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.edge.viewer.Lookup.Miss;
import dev.perigee.edge.viewer.Lookup.Stale;
import dev.perigee.edge.viewer.Lookup.Usable;
import dev.perigee.httpcache.Reason;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The life of a viewer's request:
 *
 * <pre>
 *   admit    is it well formed?                        {@link Admission}
 *   route    whose is it, and may it be asked so?      {@link Routing}
 *   access   may this viewer have it?                  {@link Access}
 *   plan     may a cache answer it at all?             {@link CachePlan}
 *   look up  is it in memory, and may it be used?      {@link Lookup}
 *   fill     get it: grid, then origin, together       {@link Fills}
 *   answer   whole, in part, or while it comes in      {@link StoredAnswer}, {@link SlicedAnswer},
 *                                                      {@link StreamAnswer}, {@link PassThrough},
 *                                                      {@link ErrorPages}
 * </pre>
 *
 * <p>Where an answer would be an error for which the distribution has a page, the request for the
 * page takes its place from <em>plan</em> on, once.
 *
 * <p>Runs on the event loop of the viewer's connection and never blocks it.
 */
final class Pipeline {

  private static final Logger LOG = Logger.getLogger(Pipeline.class);

  private final Admission admission;
  private final Routing routing;
  private final Access access;
  private final GeneratedHeaders generatedHeaders;
  private final Lookups lookups;
  private final Fills fills;
  private final PassThrough passThrough;
  private final StoredAnswer storedAnswer;
  private final SlicedAnswer slicedAnswer;
  private final StreamAnswer streamAnswer;
  private final ErrorPages errorPages;
  private final ExplainToken explainToken;
  private final UnsafeMethods unsafeMethods;
  private final NextSegment nextSegment;

  Pipeline(
      Admission admission,
      Routing routing,
      Access access,
      GeneratedHeaders generatedHeaders,
      Lookups lookups,
      Fills fills,
      PassThrough passThrough,
      StoredAnswer storedAnswer,
      SlicedAnswer slicedAnswer,
      StreamAnswer streamAnswer,
      ErrorPages errorPages,
      ExplainToken explainToken,
      UnsafeMethods unsafeMethods,
      NextSegment nextSegment) {
    this.admission = admission;
    this.routing = routing;
    this.access = access;
    this.generatedHeaders = generatedHeaders;
    this.lookups = lookups;
    this.fills = fills;
    this.passThrough = passThrough;
    this.storedAnswer = storedAnswer;
    this.slicedAnswer = slicedAnswer;
    this.streamAnswer = streamAnswer;
    this.errorPages = errorPages;
    this.explainToken = explainToken;
    this.unsafeMethods = unsafeMethods;
    this.nextSegment = nextSegment;
  }

  void handle(RequestFacts facts, Context context) {
    try {
      admit(facts, context);
    } catch (RuntimeException e) {
      LOG.errorf(e, "a bug: %s %s", facts.http().method(), facts.http().uri());
      errorPages.fail(facts);
    }
  }

  private void admit(RequestFacts facts, Context context) {
    switch (admission.admit(facts, context)) {
      case Admission.Refused(Refusal refusal) -> errorPages.refuseUnread(facts, refusal);
      case Admission.Admitted(ViewerRequest request) -> {
        facts.explain(explainToken.takeFrom(facts.http().headers()));
        route(request);
      }
    }
  }

  private void route(ViewerRequest request) {
    switch (routing.route(request)) {
      case Routing.Refused(Refusal refusal) -> errorPages.refuse(request, refusal);
      case Routing.Redirected(String location) -> errorPages.redirect(request, location);
      case Routing.Routed(Exchange exchange, Optional<String> cookie) -> {
        cookie.ifPresent(kept -> exchange.response().headers().add("set-cookie", kept));
        checkAccess(exchange);
      }
    }
  }

  private void checkAccess(Exchange exchange) {
    switch (access.check(exchange)) {
      case Access.Refused(Refusal refusal) -> refuse(exchange, refusal);
      case Access.Allowed(Exchange allowed) -> plan(allowed);
    }
  }

  private void plan(Exchange admitted) {
    Exchange exchange = admitted.withGenerated(generatedHeaders);
    switch (CachePlan.of(exchange)) {
      case CachePlan.Bypass(Reason reason) -> forward(exchange, reason);
      case CachePlan.Cached cached -> lookUp(exchange, cached);
    }
  }

  private void lookUp(Exchange exchange, CachePlan.Cached planned) {
    CachePlan.Cached cached = lookups.variant(exchange, planned);
    switch (lookups.inMemory(exchange, cached)) {
      case Usable usable -> answerHit(exchange, cached, usable, Tier.MEMORY);
      case Stale(FillRequest.Stale stale, Reason reason) -> fill(exchange, cached, stale, reason);
      case Miss(Reason reason) -> {
        if (exchange.request().isHead()) {
          lookUpGrid(exchange, cached, reason);
        } else {
          fill(exchange, cached, null, reason);
        }
      }
    }
  }

  /** A HEAD request's miss does not yield an object; the grid may have it all the same. */
  private void lookUpGrid(Exchange exchange, CachePlan.Cached cached, Reason reason) {
    lookups.inGrid(
        exchange,
        cached,
        found -> {
          switch (found) {
            case Usable usable -> answerHit(exchange, cached, usable, Tier.GRID);
            case Stale(FillRequest.Stale stale, Reason why) -> fill(exchange, cached, stale, why);
            case Miss _ -> forward(exchange, reason);
          }
        });
  }

  private void forward(Exchange exchange, Reason reason) {
    passThrough
        .ask(exchange)
        .onSuccess(asked -> guarded(exchange, () -> answerAsked(exchange, asked, reason)));
  }

  private void answerAsked(Exchange exchange, PassThrough.Asked asked, Reason reason) {
    switch (asked) {
      case PassThrough.Replied(OriginReply reply) ->
          answerReply(exchange, reply, reason, Optional.empty());
      case PassThrough.Refused(Refusal refusal) -> refuse(exchange, refusal);
      case PassThrough.Joined _ -> {
        // Nothing is left to be answered.
      }
    }
  }

  private void guarded(Exchange exchange, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.errorf(e, "a bug: %s", exchange.objectPath());
      errorPages.fail(exchange.request().facts());
    }
  }

  private void answerHit(Exchange exchange, CachePlan.Cached cached, Usable usable, Tier tier) {
    StoredResponse stored = usable.response();
    if (usable.use() == Lookup.Use.LAPSED) {
      refresh(exchange, cached, stored);
    }
    if (answeredByPage(exchange, stored.status())) {
      usable.body().release();
    } else {
      send(exchange, cached, stored, usable.body(), usable.result(tier));
    }
  }

  private void send(
      Exchange exchange,
      CachePlan.Cached cached,
      StoredResponse stored,
      ByteBuf body,
      CacheResult result) {
    if (stored.isSliced()) {
      body.release();
      sendSlices(exchange, cached, stored, result);
    } else {
      storedAnswer.send(exchange, stored, body, result);
      fetchNext(exchange, stored.status());
    }
  }

  private void fetchNext(Exchange exchange, int status) {
    if (status == 200) {
      nextSegment.after(exchange);
    }
  }

  private void sendSlices(
      Exchange exchange, CachePlan.Cached cached, StoredResponse stored, CacheResult result) {
    slicedAnswer.send(
        exchange,
        cached,
        stored,
        result,
        failure -> {
          switch (failure) {
            case NOT_TO_BE_SLICED -> forward(exchange, Reason.OTHER_VERSION);
            case NO_ORIGIN -> refuse(exchange, Refusal.NO_ORIGIN_SERVICE);
          }
        });
    fetchNext(exchange, stored.status());
  }

  private void fill(
      Exchange exchange,
      CachePlan.Cached cached,
      FillRequest.@Nullable Stale stale,
      Reason reason) {
    fills.get(
        cached.toFill(exchange, stale),
        outcome -> guarded(exchange, () -> answer(exchange, cached, outcome, reason)));
  }

  private void refresh(Exchange exchange, CachePlan.Cached cached, StoredResponse lapsed) {
    ByteBuf body = lapsed.acquireBody();
    if (body != null) {
      fills.refresh(cached.toFill(exchange, new FillRequest.Stale(lapsed, body)));
    }
  }

  private void answer(
      Exchange exchange, CachePlan.Cached cached, FillOutcome outcome, Reason reason) {
    switch (outcome) {
      case Complete complete -> answerComplete(exchange, cached, complete, reason);
      case Sliced sliced -> answerSliced(exchange, cached, sliced, reason);
      case Streaming streaming -> answerStreaming(exchange, streaming, reason);
      case Own own -> answerReply(exchange, own.reply(), reason, Optional.of(own.reason()));
      case Released released -> forward(exchange, released.reason());
      case Again _ -> lookUp(exchange, cached);
      case OtherVariant _ -> answerVariant(exchange, cached);
      case Failed failed -> refuse(exchange, Refusal.ofFill(failed.reason()));
    }
  }

  /** Who learns that the object varies looks for its own variant; once is enough. */
  private void answerVariant(Exchange exchange, CachePlan.Cached cached) {
    if (cached.isVariant()) {
      forward(exchange, Reason.VARY);
    } else {
      lookUp(exchange, cached);
    }
  }

  private void answerComplete(
      Exchange exchange, CachePlan.Cached cached, Complete complete, Reason reason) {
    if (answeredByPage(exchange, complete.response().status())) {
      complete.body().release();
    } else {
      send(exchange, cached, complete.response(), complete.body(), result(complete, reason));
    }
  }

  private void answerSliced(
      Exchange exchange, CachePlan.Cached cached, Sliced sliced, Reason reason) {
    CacheResult result =
        sliced.leader()
            ? CacheResult.stored(sliced.originStatus(), reason, sliced.originMillis())
            : CacheResult.collapsed(reason);
    sendSlices(exchange, cached, sliced.known(), result);
  }

  private void answerStreaming(Exchange exchange, Streaming streaming, Reason reason) {
    streaming.failure().ifPresent(exchange.request().facts()::originFailed);
    exchange.request().facts().memberAnswered(streaming.member());
    if (streaming.shielded()) {
      exchange.request().facts().answeredByShield();
    }
    int status = streaming.head().status();
    if (answeredByPage(exchange, status)) {
      return;
    }
    CacheResult result =
        streaming.leader()
            ? CacheResult.stored(status, reason, streaming.originMillis())
            : CacheResult.collapsed(reason);
    if (!streamAnswer.send(exchange, streaming, result)) {
      forward(exchange, Reason.TOO_LARGE);
    }
    fetchNext(exchange, status);
  }

  private void answerReply(
      Exchange exchange, OriginReply reply, Reason forwarded, Optional<Reason> notStored) {
    reply.failure().ifPresent(exchange.request().facts()::originFailed);
    exchange.request().facts().memberAnswered(reply.member());
    unsafeMethods.answered(exchange, reply.head().status());
    if (answeredByPage(exchange, reply.head().status())) {
      reply.discard();
    } else {
      passThrough.answer(exchange, reply, forwarded, notStored);
    }
  }

  private void refuse(Exchange exchange, Refusal refusal) {
    exchange.request().facts().refused(refusal.reason());
    if (!answeredByPage(exchange, refusal.status())) {
      errorPages.refuse(exchange.request(), refusal);
    }
  }

  /** Begins to answer with the distribution's page for an error; false where it has none. */
  private boolean answeredByPage(Exchange exchange, int status) {
    Exchange page = exchange.errorPage(status);
    if (page == null) {
      return false;
    }
    switch (access.checkPage(page)) {
      case Access.Refused(Refusal refusal) -> refuse(page, refusal);
      case Access.Allowed(Exchange allowed) -> plan(allowed);
    }
    return true;
  }

  private static CacheResult result(Complete complete, Reason reason) {
    long ttl = complete.response().secondsLeft(System.currentTimeMillis());
    return switch (complete.source()) {
      case MEMORY -> CacheResult.hit(Tier.MEMORY, ttl);
      case GRID -> CacheResult.hit(Tier.GRID, ttl);
      case REVALIDATED -> CacheResult.refreshed(reason);
      case STALE -> CacheResult.staleOnError(reason, ttl);
      case UNJUDGED -> CacheResult.staleOutOfTouch(ttl);
    };
  }
}
