package dev.perigee.router.choice;

import dev.perigee.router.edges.Edge;
import dev.perigee.router.latency.Site;
import java.util.List;

/**
 * Edges that stand in one place: from a client, all are equally far. A host keeps to one of them
 * while the others come and go, so that their caches add up (rendezvous hashing). Immutable.
 */
final class Location implements Site {

  /** A queue at half load takes about this long, and more as its load comes near to 1. */
  private static final double QUEUEING_MICROS = 2_000;

  private static final double HIGHEST_LOAD = 0.98;

  private final String region;
  private final List<Edge> edges;
  private final List<String> edgeIds;
  private final long regionHash;
  private final long[] edgeHashes;
  private final double queueingMicros;

  Location(String region, List<Edge> edges) {
    // Shortlists of many networks keep the name: one copy will do.
    this.region = region.intern();
    this.edges = List.copyOf(edges);
    this.edgeIds = edges.stream().map(Edge::id).toList();
    this.regionHash = Rendezvous.hash(region);
    this.edgeHashes = edgeIds.stream().mapToLong(Rendezvous::hash).toArray();
    double load = edges.stream().mapToDouble(Edge::load).average().orElse(0);
    double bounded = Math.min(load, HIGHEST_LOAD);
    this.queueingMicros = QUEUEING_MICROS * bounded / (1 - bounded);
  }

  @Override
  public String region() {
    return region;
  }

  @Override
  public List<String> edgeIds() {
    return edgeIds;
  }

  /** What a request waits here, by the mean load, as in a queue with one server. */
  double queueingMicros() {
    return queueingMicros;
  }

  /** The edge of a host. */
  Edge edgeFor(String host) {
    return edges.size() == 1
        ? edges.getFirst()
        : edges.get(Rendezvous.highest(Rendezvous.hash(host), edgeHashes));
  }

  /** What {@link Rendezvous} knows the region by. */
  long regionHash() {
    return regionHash;
  }
}
