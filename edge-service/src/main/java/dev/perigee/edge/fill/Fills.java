package dev.perigee.edge.fill;

import dev.perigee.edge.compression.Compressions;
import dev.perigee.edge.fill.FillOutcome.Again;
import dev.perigee.edge.fill.FillOutcome.Complete;
import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.fill.FillOutcome.OtherVariant;
import dev.perigee.edge.fill.FillOutcome.Own;
import dev.perigee.edge.fill.FillOutcome.Released;
import dev.perigee.edge.fill.FillOutcome.Sliced;
import dev.perigee.edge.fill.FillOutcome.Streaming;
import dev.perigee.edge.grid.GridStore;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.origin.OriginClient;
import dev.perigee.edge.prefetch.Prefetching;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.MemoryStore;
import io.vertx.core.Handler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Gets objects that are not in memory. Requests for one key meet in one fill: the first leads it,
 * the others share what it yields. A fill that began before an invalidation of its object takes no
 * more requests; the next one leads another.
 */
@Singleton
public final class Fills {

  private final ConcurrentMap<String, Fill> inFlight = new ConcurrentHashMap<>();
  private final FillSteps steps;
  private final Invalidations invalidations;

  @Inject
  public Fills(
      EdgeSettings settings,
      MemoryStore memory,
      BodyMemory bodies,
      GridStore grid,
      OriginClient origin,
      Invalidations invalidations,
      Lease lease,
      Compressions compressions,
      Prefetching prefetching) {
    this.invalidations = invalidations;
    this.steps =
        new FillSteps(
            memory,
            bodies,
            grid,
            origin::send,
            new FetchCeiling(FetchCeiling.Limits.of(settings.fill())),
            invalidations,
            lease,
            compressions::begin,
            new FillBudget(settings.fill().maxBytesInFlight()),
            settings.memory().maxObjectBytes(),
            settings.grid().maxObjectBytes(),
            settings.fill().windowBytes(),
            prefetching);
  }

  /** Gets an object; the outcome comes on the viewer's context, exactly once. */
  public void get(FillRequest request, Handler<FillOutcome> handler) {
    // What a slice is of is known to be for everyone.
    if (!request.behavior().collapsing() && request.slice() == null) {
      lead(new Fill(), request, handler);
      return;
    }
    while (true) {
      Fill own = new Fill();
      Fill current = inFlight.putIfAbsent(request.key(), own);
      if (current == null) {
        lead(own, request, handler);
        return;
      }
      if (mayShare(current, request) && current.join(waiter(request, handler, false))) {
        dropStale(request);
        return;
      }
      inFlight.remove(request.key(), current);
    }
  }

  /**
   * An edge that is out of touch cannot judge what was invalidated since a fill began, perhaps
   * before the process was stopped or cut off. It shares only what was begun lately: nothing at all
   * would put each request of an outage on the origins.
   */
  private boolean mayShare(Fill fill, FillRequest request) {
    return (steps.lease().isHeld() || fill.isRecent())
        && invalidations.isUsable(
            request.distribution().id(),
            fill.horizon(),
            request.path(),
            request.alias(),
            fill.tags());
  }

  /**
   * Gets an object anew for nobody in particular, unless that is under way already.
   *
   * @param request of a viewer that is answered with what is stored
   */
  public void refresh(FillRequest request) {
    Fill own = new Fill();
    if (inFlight.putIfAbsent(request.key(), own) == null) {
      lead(own, request, Fills::discard);
    } else {
      dropStale(request);
    }
  }

  /**
   * Gets an object before anybody asks for it, unless that is under way already: false then.
   *
   * @param handler told what came of it, once that is known; nothing of it is to be kept
   */
  public boolean ahead(FillRequest request, Handler<FillOutcome> handler) {
    Fill own = new Fill();
    if (inFlight.putIfAbsent(request.key(), own) != null) {
      return false;
    }
    lead(
        own,
        request,
        outcome -> {
          discard(outcome);
          handler.handle(outcome);
        });
    return true;
  }

  private static void discard(FillOutcome outcome) {
    switch (outcome) {
      case Complete complete -> complete.body().release();
      case Own own -> own.reply().cancel();
      case Streaming _, Sliced _, Released _, Again _, OtherVariant _, Failed _ -> {}
    }
  }

  /**
   * Lets go of an object that changes at its origin: of all that is stored of it, and of what is on
   * its way.
   */
  public void forget(String objectKey) {
    Fill current = inFlight.remove(objectKey);
    if (current != null) {
      current.overtake();
    }
    steps.memory().remove(objectKey);
    steps.grid().remove(objectKey);
  }

  private static Fill.Waiter waiter(
      FillRequest request, Handler<FillOutcome> handler, boolean leader) {
    return new Fill.Waiter(request.viewer(), request.viewer().context(), handler, leader);
  }

  private void lead(Fill fill, FillRequest request, Handler<FillOutcome> handler) {
    fill.began(invalidations.horizon());
    fill.join(waiter(request, handler, true));
    Place place = new Place(inFlight, fill, request.key());
    new FillRun(steps, fill, request, request.viewer().context(), place).start();
  }

  private static void dropStale(FillRequest request) {
    FillRequest.Stale stale = request.stale();
    if (stale != null) {
      stale.body().release();
    }
  }
}
