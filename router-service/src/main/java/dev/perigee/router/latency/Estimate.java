package dev.perigee.router.latency;

import dev.perigee.contracts.ClientPrefix;

/**
 * How long the way between a client and a place is expected to take.
 *
 * @param roundTripMicros in microseconds
 * @param hopefulMicros what it may take at best
 * @param network the client's own where it was measured; the narrowest one around it of which
 *     something is known
 * @param samples how many measurements of the client's own network it rests on
 */
public record Estimate(
    double roundTripMicros,
    double hopefulMicros,
    Basis basis,
    ClientPrefix network,
    double samples) {

  /** What an estimate rests on in the first place. */
  public enum Basis {
    /** The way was measured from the client's own network. */
    MEASURED,
    /** It was measured from networks around. */
    AROUND,
    /** The operator's map says so. */
    NETWORK_MAP,
    /** The place is so far away on the globe. */
    GEOGRAPHY,
    /** Nothing is known. */
    NOTHING
  }
}
