package dev.perigee.edge.fill;

import dev.perigee.edge.compression.Compressions;
import dev.perigee.edge.grid.GridStore;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.origin.OriginClient;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.store.MemoryStore;
import io.vertx.core.Context;
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
      GridStore grid,
      OriginClient origin,
      Invalidations invalidations,
      Lease lease,
      Compressions compressions) {
    this.invalidations = invalidations;
    this.steps =
        new FillSteps(
            memory,
            grid,
            origin::send,
            invalidations,
            lease,
            compressions::begin,
            new FillBudget(settings.fill().maxBytesInFlight()),
            settings.memory().maxObjectBytes(),
            settings.fill().windowBytes());
  }

  /** Gets an object; the outcome comes on the viewer's context, exactly once. */
  public void get(FillRequest request, Handler<FillOutcome> handler) {
    Context context = request.viewer().context();
    if (request.behavior().cookiesForwarded()) {
      lead(new Fill(), request, context, handler, false);
      return;
    }
    while (true) {
      Fill own = new Fill();
      Fill current = inFlight.putIfAbsent(request.key(), own);
      if (current == null) {
        lead(own, request, context, handler, true);
        return;
      }
      if (mayShare(current, request) && current.join(context, handler, false)) {
        dropStale(request);
        return;
      }
      inFlight.remove(request.key(), current);
    }
  }

  private boolean mayShare(Fill fill, FillRequest request) {
    return invalidations.isUsable(
        request.distribution().id(), fill.horizon(), request.path(), request.alias());
  }

  private void lead(
      Fill fill,
      FillRequest request,
      Context context,
      Handler<FillOutcome> handler,
      boolean shared) {
    fill.began(invalidations.horizon());
    fill.join(context, handler, true);
    new FillRun(steps, fill, request, context, shared, () -> inFlight.remove(request.key(), fill))
        .start();
  }

  private static void dropStale(FillRequest request) {
    FillRequest.Stale stale = request.stale();
    if (stale != null) {
      stale.body().release();
    }
  }
}
