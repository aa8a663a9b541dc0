package dev.perigee.router.latency;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What has been measured in one network, by the edges that did. Written by one thread at a time.
 */
final class Level {

  static final Level EMPTY = new Level();

  private final Map<String, Sum> byEdge = new ConcurrentHashMap<>();
  private volatile long version;

  void add(String edgeId, Sum sum) {
    byEdge.merge(edgeId, sum, Sum::plus);
    changed();
  }

  void remove(String edgeId, Sum sum) {
    byEdge.computeIfPresent(
        edgeId,
        (_, all) -> {
          Sum left = all.minus(sum);
          return left.isNothing() ? null : left;
        });
    changed();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time writes.
  private void changed() {
    version++;
  }

  /** Another number means that something else was measured since. */
  long version() {
    return version;
  }

  boolean isEmpty() {
    return byEdge.isEmpty();
  }

  /** What the edges of one place have measured together. */
  Sum sum(Collection<String> edgeIds) {
    Sum all = Sum.NOTHING;
    for (String edgeId : edgeIds) {
      Sum sum = byEdge.get(edgeId);
      all = sum == null ? all : all.isNothing() ? sum : all.plus(sum);
    }
    return all;
  }
}
