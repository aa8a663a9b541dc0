package dev.perigee.edge.fill;

import dev.perigee.edge.fill.Asking.Held.Everything;
import dev.perigee.edge.fill.Asking.Held.Nothing;
import dev.perigee.edge.fill.Asking.Held.OneSlice;
import dev.perigee.edge.fill.FetchCeiling.Permit;
import dev.perigee.edge.fill.FetchCeiling.Turn;
import dev.perigee.edge.fill.FetchCeiling.Turn.Busy;
import dev.perigee.edge.fill.FetchCeiling.Turn.Go;
import dev.perigee.edge.fill.FillOutcome.Again;
import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.fill.FillOutcome.Own;
import dev.perigee.edge.fill.FillOutcome.Released;
import dev.perigee.edge.fill.FillOutcome.Source;
import dev.perigee.edge.origin.OriginCall;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Cacheability.DoNotStore;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import dev.perigee.httpcache.freshness.Lifetime;
import dev.perigee.httpcache.validation.Preconditions;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The course of one fill, on its leader's context:
 *
 * <pre>
 *   memory, grid ── fresh ─────────────────────────────▶ Complete(MEMORY or GRID)
 *    │ miss or stale
 *   origin ── 304 ─────────────────────────────────────▶ Complete(REVALIDATED)
 *    │  │ ├── large, to be stored in slices ───────────▶ Sliced
 *    │  │ └── failing, a stale one at hand ────────────▶ Complete(STALE)
 *    │  └──── not answering, or too many asked ────────▶ Failed; Again where nobody had asked
 *    ├── to be stored and shared ──────────────────────▶ Streaming, then stored
 *    └── not to be stored, or too large ───────────────▶ Own, the others Released
 * </pre>
 *
 * <p>Every step runs {@linkplain #guarded guarded}: one that throws, for want of memory or by a
 * bug, ends the fill as failed, so that nobody waits for it and the key is free again.
 */
final class FillRun {

  private static final Logger LOG = Logger.getLogger(FillRun.class);
  private static final int LEAST_ERROR = 400;
  private static final int UNAVAILABLE = 503;

  private final FillSteps steps;
  private final Fill fill;
  private final FillRequest request;
  private final Context context;
  private final Place place;

  // Of the leader's context alone.
  private final Asking asking;
  private final ReplyJudge judge;
  private final Keeping keeping;
  private final Audience audience;
  private final Slicing slicing;
  private final StaleCopy stale;
  private @Nullable Permit permit;
  private @Nullable OriginReply reply;
  private @Nullable Intake intake;
  private boolean failed;

  FillRun(FillSteps steps, Fill fill, FillRequest request, Context context, Place place) {
    this.steps = steps;
    this.fill = fill;
    this.request = request;
    this.context = context;
    this.place = place;
    this.asking = new Asking(request, steps.maxObjectBytes());
    this.judge = new ReplyJudge(request);
    this.keeping = new Keeping(steps, fill, request, place);
    this.audience = new Audience(fill, request, judge, keeping);
    this.slicing = new Slicing(steps, fill, request, context, place, judge, keeping, audience);
    this.stale = new StaleCopy(request.stale());
  }

  void start() {
    guarded(this::askMemory);
  }

  /** Goes on from a reply that is here already. */
  void startWith(OriginReply answered) {
    guarded(() -> afterHead(answered));
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

  private void closePermit() {
    if (permit != null) {
      permit.close();
    }
  }

  /** Lets go of everything that this run still owns, and of everyone who waits. */
  private void abandon() {
    place.leave();
    closePermit();
    fill.announce(_ -> new Failed(Reason.NO_ORIGIN_SERVICE));
    Intake begun = intake;
    if (begun != null) {
      begun.failBody();
    }
    stale.release();
    OriginReply unread = reply;
    if (begun != null) {
      begun.giveUp();
    } else if (unread != null) {
      unread.cancel();
    }
  }

  /** Another fill may have ended between the look-up that found nothing and this one's begin. */
  private void askMemory() {
    StoredResponse found = keeping.inMemory();
    ByteBuf held = found == null || !mayAnswer(found) ? null : found.acquireBody();
    if (found == null || held == null) {
      askGrid();
      return;
    }
    end(waiter -> audience.complete(waiter, found, Source.MEMORY));
    held.release();
  }

  private boolean mayAnswer(StoredResponse found) {
    return keeping.isUsable(found)
        && (request.slice() != null
            || found.isFresh(System.currentTimeMillis())
                && !keeping.isStale(found)
                && steps.lease().isHeld());
  }

  private void askGrid() {
    if (!keeping.isForGrid()) {
      askOrigin();
      return;
    }
    steps
        .grid()
        .get(keeping.key())
        .onComplete(found -> context.runOnContext(_ -> guarded(() -> afterGrid(found.result()))));
  }

  private void afterGrid(@Nullable StoredResponse found) {
    if (found == null) {
      askOrigin();
    } else if (keeping.isFamily(found)) {
      askGrid();
    } else if (mayAnswer(found)) {
      complete(found, Source.GRID, false);
    } else if (!keeping.isUsable(found)) {
      found.release();
      askOrigin();
    } else {
      keepStale(found);
      askOrigin();
    }
  }

  private void keepStale(StoredResponse found) {
    if (stale.takesIfNewer(found)) {
      steps.memory().put(keeping.key(), found);
    } else {
      found.release();
    }
  }

  private void askOrigin() {
    String distribution = request.distribution().id();
    String origin = request.behavior().origin().fingerprint();
    boolean held = asking.mayBeHeld();
    FetchCeiling ceiling = steps.ceiling();
    (request.ahead()
            ? ceiling.enterIfIdle(distribution, origin, held, context)
            : ceiling.enter(distribution, origin, held, context))
        .onSuccess(turn -> guarded(() -> afterTurn(turn)));
  }

  private void afterTurn(Turn turn) {
    switch (turn) {
      case Go(Permit granted) -> {
        permit = granted;
        askOrigin(granted);
      }
      case Busy _ -> {
        if (!standIn(UNAVAILABLE)) {
          fail(Reason.ORIGIN_BUSY);
        }
      }
    }
  }

  private void askOrigin(Permit granted) {
    fill.began(steps.invalidations().horizon());
    StoredResponse known = stale.response();
    if (known != null && !keeping.isUsable(known)) {
      // Invalidated since it was found: what the origin says of it now would make it new.
      stale.release();
    }
    OriginCall call = asking.call(stale.response(), fill.horizon());
    steps
        .origin()
        .send(call)
        .onSuccess(answered -> {
          answered.stream().end().onComplete(_ -> granted.close());
          guarded(() -> afterHead(answered));
        })
        .onFailure(_ -> {
          granted.close();
          guarded(this::unanswered);
        });
  }

  private void unanswered() {
    if (!standIn(UNAVAILABLE)) {
      fail(Reason.NO_ORIGIN_SERVICE);
    }
  }

  private void fail(Reason reason) {
    end(_ -> request.ahead() ? new Again() : new Failed(reason));
  }

  private void afterHead(OriginReply answered) {
    reply = answered;
    int status = answered.head().status();
    StoredResponse known = stale.response();
    if (status == 304 && known != null) {
      afterNotModified(known, answered);
    } else if (request.ahead() && status >= LEAST_ERROR) {
      reply = null;
      answered.discard();
      end(_ -> new Again());
    } else if (asking.turnsFrom(status)) {
      reply = null;
      answered.discard();
      askOrigin();
    } else if (status >= 500 && standIn(status)) {
      answered.discard();
    } else if (answered.joined() && !isForOthers(answered)) {
      asking.alone();
      reply = null;
      answered.discard();
      askOrigin();
    } else {
      stale.release();
      afterResponse(answered);
    }
  }

  /** Whether a response that another edge's request caused may answer this fill's. */
  private boolean isForOthers(OriginReply answered) {
    ResponseHead described =
        switch (asking.held(answered)) {
          case Everything(OriginReply whole) -> whole.head();
          case OneSlice(ResponseHead head, SliceWanted _) -> head;
          case Nothing _ -> null;
        };
    return described != null
        && judge.evaluate(described, answered) instanceof Store toStore
        && (request.slice() != null || judge.isFresh(answered, toStore.lifetime()));
  }

  private void afterResponse(OriginReply answered) {
    fill.tagged(request.distribution().tagsOf(answered.head()));
    switch (asking.held(answered)) {
      case Everything(OriginReply whole) -> afterWhole(whole);
      case OneSlice(ResponseHead described, SliceWanted part) -> {
        switch (judge.evaluate(described, answered)) {
          case DoNotStore(Reason reason) -> release(answered, reason);
          case Store toStore -> {
            reply = null;
            slicing.knowBySlice(answered, described, part, toStore);
          }
        }
      }
      case Nothing(Reason reason) -> release(answered, reason);
    }
  }

  private void afterWhole(OriginReply answered) {
    switch (judge.evaluate(answered.head(), answered)) {
      case DoNotStore(Reason reason) -> own(answered, reason);
      case Store toStore -> {
        if (slicing.isFor(answered)) {
          reply = null;
          slicing.knowByWhole(answered, toStore);
        } else {
          keeping.varies(answered.head(), toStore.lifetime());
          collect(answered, toStore);
        }
      }
    }
  }

  /**
   * Answers with what is stored while the origin fails, if its rules allow.
   *
   * @param status of the failure
   */
  private boolean standIn(int status) {
    StoredResponse known = stale.response();
    if (known == null || !stale.mayStandIn() || !keeping.isUsable(known)) {
      return false;
    }
    stale.standIn(request.behavior().freshness().errorPause(status));
    Source source = steps.lease().isHeld() ? Source.STALE : Source.UNJUDGED;
    end(waiter -> audience.complete(waiter, known, source));
    return true;
  }

  private void afterNotModified(StoredResponse known, OriginReply answered) {
    answered.stream().resume();
    String originEtag = known.originEtag();
    if (!Preconditions.confirms(answered.head(), originEtag == null ? known.etag() : originEtag)) {
      LOG.warnf("the origin confirmed another version of %s than was asked for", request.path());
      reply = null;
      stale.release();
      askOrigin();
      return;
    }
    ResponseHead merged = known.head().updatedBy(answered.head());
    switch (judge.evaluate(merged, answered)) {
      case DoNotStore _ -> {
        Store once = new Store(Lifetime.NONE);
        completeOnce(
            judge.renewed(known, stale.takeBody(), merged, answered, once, fill.horizon()));
      }
      case Store toStore -> {
        keeping.varies(merged, toStore.lifetime());
        StoredResponse renewed =
            judge.renewed(known, stale.takeBody(), merged, answered, toStore, fill.horizon());
        complete(renewed, Source.REVALIDATED, true);
      }
    }
  }

  /** From here on the response comes at its viewer's pace, which is not to hold up others. */
  private void own(OriginReply answered, Reason reason) {
    reply = null;
    closePermit();
    end(waiter -> waiter.leader() ? new Own(answered, reason) : new Released(reason));
  }

  /** Lets go of a response that is of no use to anyone who waits. */
  private void release(OriginReply answered, Reason reason) {
    reply = null;
    answered.cancel();
    end(_ -> new Released(reason));
  }

  private void collect(OriginReply answered, Store toStore) {
    Incoming coming =
        Incoming.of(
            answered,
            request,
            OverheardPlaylist.in(answered.stream(), answered.head(), request, steps.prefetching()),
            steps.compression(),
            context,
            place::leave);
    if (coming.bytes() > steps.maxObjectBytes()) {
      own(answered, Reason.TOO_LARGE);
      return;
    }
    Intake taken = new Intake(steps, context, coming, toStore, judge, keeping, place);
    intake = taken;
    audience.tellOfStored(answered, toStore.lifetime(), taken::outcome);
    taken.start(this::guarded);
  }

  /** Hands a complete response to everyone, and to the stores. */
  private void complete(StoredResponse response, Source source, boolean share) {
    fill.tagged(response.tags());
    fill.announce(waiter -> audience.complete(waiter, response, source));
    keeping.store(response, share);
    place.leave();
    stale.release();
  }

  /** Hands a complete response to those who wait, and keeps it no longer. */
  private void completeOnce(StoredResponse response) {
    end(waiter -> audience.complete(waiter, response, Source.REVALIDATED));
    response.release();
  }

  private void end(Fill.Outcomes outcomes) {
    place.leave();
    fill.announce(outcomes);
    stale.release();
  }
}
