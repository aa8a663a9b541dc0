package dev.perigee.contracts;

/**
 * The Kafka topics between the services. Each has exactly one partition, so that a record's offset
 * orders it against every other record of its topic.
 */
public final class Topics {

  /**
   * Resolved {@link DistributionSnapshot}s, keyed by distribution id; compacted. A record without a
   * value says that the distribution is gone.
   */
  public static final String DISTRIBUTIONS = "perigee.distributions";

  /**
   * {@link Invalidation}s, keyed by distribution id; kept by time. The offset is the clock of the
   * whole system: a cached response's horizon is an offset of this topic.
   */
  public static final String INVALIDATIONS = "perigee.invalidations";

  /**
   * The latest {@link EdgeStatus} of each edge, keyed by edge id; compacted. A record without a
   * value says that the edge has left.
   */
  public static final String EDGES = "perigee.edges";

  /**
   * The latest {@link LatencyReport} of each part of each edge, under {@link LatencyReport#key};
   * compacted.
   */
  public static final String LATENCY = "perigee.latency";

  private Topics() {}
}
