package dev.perigee.edge.viewer;

import dev.perigee.edge.fill.FillRequest;
import dev.perigee.edge.grid.GridStore;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.store.MemoryStore;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.edge.viewer.Lookup.Fresh;
import dev.perigee.edge.viewer.Lookup.Miss;
import dev.perigee.edge.viewer.Lookup.Stale;
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
        .onComplete(found ->
            context.runOnContext(_ -> handler.handle(take(exchange, cached, found.result()))));
  }

  private Lookup take(Exchange exchange, CachePlan.Cached cached, @Nullable StoredResponse found) {
    Lookup lookup = judge(exchange, cached, found);
    if (found != null) {
      if (lookup instanceof Fresh) {
        memory.put(cached.key(), found);
      } else {
        found.release();
      }
    }
    return lookup;
  }

  private Lookup judge(Exchange exchange, CachePlan.Cached cached, @Nullable StoredResponse found) {
    if (found == null) {
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
    if (!found.isFresh(System.currentTimeMillis())) {
      return new Stale(new FillRequest.Stale(found, body), Reason.EXPIRED);
    }
    return lease.isHeld()
        ? new Fresh(found, body)
        : new Stale(new FillRequest.Stale(found, body), Reason.OUT_OF_TOUCH);
  }
}
