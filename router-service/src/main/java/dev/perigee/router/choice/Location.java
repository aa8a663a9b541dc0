package dev.perigee.router.choice;

import dev.perigee.router.edges.Edge;
import java.util.List;

/**
 * Edges that stand in one place: from a client, all are equally far. A host keeps to one of them
 * while the others come and go, so that their caches add up (rendezvous hashing). Immutable.
 */
record Location(String region, List<Edge> edges, List<String> edgeIds) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** A queue at half load takes about this long, and more as its load comes near to 1. */
  private static final double QUEUEING_MICROS = 2_000;

  private static final double HIGHEST_LOAD = 0.98;

  Location(String region, List<Edge> edges) {
    this(region, List.copyOf(edges), edges.stream().map(Edge::id).toList());
  }

  /** What a request waits here, by the mean load, as in a queue with one server. */
  double queueingMicros() {
    double load = edges.stream().mapToDouble(Edge::load).average().orElse(0);
    double bounded = Math.min(load, HIGHEST_LOAD);
    return QUEUEING_MICROS * bounded / (1 - bounded);
  }

  /** The edge of a host. */
  Edge edgeFor(String host) {
    Edge best = edges.getFirst();
    long highest = hash(host, best.id());
    for (Edge edge : edges.subList(1, edges.size())) {
      long hash = hash(host, edge.id());
      if (Long.compareUnsigned(hash, highest) > 0) {
        best = edge;
        highest = hash;
      }
    }
    return best;
  }

  /** Where nothing is known of the way, hosts are spread over the places in the same manner. */
  long hash(String host) {
    return hash(host, region);
  }

  private static long hash(String host, String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < host.length(); i++) {
      hash = (hash ^ host.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ '\n') * FNV_PRIME;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return mixed(hash);
  }

  /** Spreads each bit over all (the finalizer of SplitMix64). */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
