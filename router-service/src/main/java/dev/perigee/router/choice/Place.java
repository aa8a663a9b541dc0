package dev.perigee.router.choice;

import dev.perigee.router.latency.Estimate;

/**
 * A place as one client sees it.
 *
 * @param estimate of the way there
 * @param queueingMicros what a request is expected to wait there, in microseconds
 */
public record Place(String region, Estimate estimate, double queueingMicros) {

  /** Whether anything at all is known of the way there. */
  boolean isKnown() {
    return estimate.basis() != Estimate.Basis.NOTHING;
  }

  /** What a request is expected to take, in microseconds. */
  public double expectedMicros() {
    return estimate.roundTripMicros() + queueingMicros;
  }
}
