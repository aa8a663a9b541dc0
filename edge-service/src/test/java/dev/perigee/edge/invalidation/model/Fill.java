package dev.perigee.edge.invalidation.model;

import dev.perigee.edge.store.Horizon;
import org.jspecify.annotations.Nullable;

/**
 * A fill under way at an edge.
 *
 * @param horizon as noted last
 * @param stale what the origin is to confirm; null for nothing
 * @param coming what the origin is about to answer; null before it was asked
 * @param promised the batches, by their bits, that were completed when the last request arrived
 *     that this fill will answer
 */
record Fill(
    Phase phase, Horizon horizon, @Nullable Copy stale, @Nullable Copy coming, int promised) {

  enum Phase {
    BEGUN,
    NOTED,
    ASKED
  }

  Fill noted(Horizon now, @Nullable Copy kept) {
    return new Fill(Phase.NOTED, now, kept, null, promised);
  }

  Fill asked(Copy answer) {
    return new Fill(Phase.ASKED, horizon, stale, answer, promised);
  }

  Fill promising(int completed) {
    return new Fill(phase, horizon, stale, coming, completed);
  }
}
