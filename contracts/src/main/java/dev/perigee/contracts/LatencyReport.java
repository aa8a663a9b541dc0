package dev.perigee.contracts;

import java.util.List;

/**
 * What an edge has measured of the way to its viewers' networks, one part of it: an edge has {@link
 * #PARTS} of them, keyed by {@link #key}, so that what changes is published in bounded pieces.
 *
 * @param schema version of this record's form, {@link #SCHEMA}
 * @param edgeId which edge
 * @param part which part, 0 to {@link #PARTS} - 1
 * @param networks at most {@link #MOST_NETWORKS}
 */
public record LatencyReport(int schema, String edgeId, int part, List<Network> networks) {

  /** The version of the JSON form that this code writes and reads. */
  public static final int SCHEMA = 1;

  public static final int PARTS = 64;
  public static final int MOST_NETWORKS = 256;
  public static final double MOST_SAMPLES = 1e9;

  public LatencyReport {
    Schema.check("LatencyReport", schema, SCHEMA);
    networks = List.copyOf(networks);
  }

  /** The part that a network belongs to. */
  public static int partOf(ClientPrefix network) {
    return Math.floorMod(network.hashCode(), PARTS);
  }

  /** The key of its record. */
  public String key() {
    return edgeId + "/" + part;
  }

  /**
   * A network.
   *
   * @param roundTripMicros expected round-trip time in microseconds, as the kernel smoothed it
   * @param samples how many measurements that rests on, older ones counting for less; 0 or more
   */
  public record Network(ClientPrefix prefix, int roundTripMicros, double samples) {
    public Network {
      if (roundTripMicros < 1 || !(samples >= 0 && samples <= MOST_SAMPLES)) {
        throw new IllegalArgumentException(
            "%s: %d us by %s samples (expected: 1 or more by 0 to %.0f)"
                .formatted(prefix, roundTripMicros, samples, MOST_SAMPLES));
      }
    }
  }
}
