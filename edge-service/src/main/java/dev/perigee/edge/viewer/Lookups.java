package dev.perigee.edge.viewer;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.edge.fill.FillRequest;
import dev.perigee.edge.grid.GridStore;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.store.MemoryStore;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.edge.store.VariantFamily;
import dev.perigee.edge.viewer.Lookup.Miss;
import dev.perigee.edge.viewer.Lookup.Stale;
import dev.perigee.edge.viewer.Lookup.Usable;
import dev.perigee.edge.viewer.Lookup.Use;
import dev.perigee.httpcache.Reason;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import org.jspecify.annotations.Nullable;

/** Looks for an object in the stores, and judges what is there. */
final class Lookups {

  private final MemoryStore memory;
  private final GridStore grid;
  private final Invalidations invalidations;
  private final Lease lease;

  Lookups(MemoryStore memory, GridStore grid, Invalidations invalidations, Lease lease) {
    this.memory = memory;
    this.grid = grid;
    this.invalidations = invalidations;
    this.lease = lease;
  }

  /**
   * The variant of an object that answers this request, where the object is known to vary. Only the
   * responses of {@code RFC9111} do; elsewhere the key tells everything.
   */
  CachePlan.Cached variant(Exchange exchange, CachePlan.Cached cached) {
    if (exchange.behavior().semantics() != CachePolicy.Semantics.RFC9111) {
      return cached;
    }
    StoredResponse stored = memory.get(cached.objectKey());
    VariantFamily family = stored == null ? null : VariantFamily.in(stored);
    return family == null ? cached : cached.variant(family, exchange.request());
  }

  Lookup inMemory(Exchange exchange, CachePlan.Cached cached) {
    StoredResponse found = memory.get(cached.key());
    Lookup lookup = judge(exchange, cached, found);
    if (found != null && lookup instanceof Miss) {
      memory.remove(cached.key(), found);
    }
    return lookup;
  }

  /**
   * A slice of an object whose freshness is known already, if it is in memory; null where it is
   * not. Its body is given over with one reference.
   */
  @Nullable ByteBuf sliceInMemory(Exchange exchange, String key, String path) {
    StoredResponse found = memory.get(key);
    if (found == null) {
      return null;
    }
    String alias = exchange.distribution().aliasOf(path);
    if (invalidations.isUsable(exchange.distribution().id(), found, alias)) {
      return found.acquireBody();
    }
    memory.remove(key, found);
    return null;
  }

  /** Lets go of what is known of an object that has another version by now. */
  void forget(CachePlan.Cached cached, StoredResponse known) {
    memory.remove(cached.key(), known);
  }

  /** Looks in the grid; what it has goes into memory too. Calls back on the viewer's context. */
  void inGrid(Exchange exchange, CachePlan.Cached cached, Handler<Lookup> handler) {
    Context context = exchange.request().context();
    grid.get(cached.key())
        .onComplete(
            found -> context.runOnContext(_ -> take(exchange, cached, found.result(), handler)));
  }

  private void take(
      Exchange exchange,
      CachePlan.Cached cached,
      @Nullable StoredResponse found,
      Handler<Lookup> handler) {
    VariantFamily family = found == null ? null : VariantFamily.in(found);
    if (found != null && family != null) {
      memory.put(cached.objectKey(), found);
      inGrid(exchange, cached.variant(family, exchange.request()), handler);
    } else {
      handler.handle(take(exchange, cached, found));
    }
  }

  private Lookup take(Exchange exchange, CachePlan.Cached cached, @Nullable StoredResponse found) {
    Lookup lookup = judge(exchange, cached, found);
    if (found != null) {
      if (lookup instanceof Usable) {
        memory.put(cached.key(), found);
      } else {
        found.release();
      }
    }
    return lookup;
  }

  private Lookup judge(Exchange exchange, CachePlan.Cached cached, @Nullable StoredResponse found) {
    if (found == null || VariantFamily.in(found) != null) {
      return new Miss(Reason.NOT_STORED);
    }
    String alias = exchange.distribution().aliasOf(cached.path());
    if (!invalidations.isUsable(exchange.distribution().id(), found, alias)) {
      return new Miss(Reason.INVALIDATED);
    }
    ByteBuf body = found.acquireBody();
    if (body == null) {
      return new Miss(Reason.NOT_STORED);
    }
    long now = System.currentTimeMillis();
    if (!lease.isHeld()) {
      Reason reason = found.isFresh(now) ? Reason.OUT_OF_TOUCH : Reason.EXPIRED;
      return new Stale(new FillRequest.Stale(found, body), reason);
    }
    if (invalidations.isStale(exchange.distribution().id(), found, alias)) {
      return found.isStandingIn(now)
          ? new Usable(found, body, Use.STANDING_IN)
          : new Stale(new FillRequest.Stale(found, body), Reason.SOFTLY_INVALIDATED);
    }
    if (found.isFresh(now)) {
      return new Usable(found, body, Use.FRESH);
    }
    if (found.isStandingIn(now)) {
      return new Usable(found, body, Use.STANDING_IN);
    }
    return found.mayServeWhileRevalidated(now)
        ? new Usable(found, body, Use.LAPSED)
        : new Stale(new FillRequest.Stale(found, body), Reason.EXPIRED);
  }
}
