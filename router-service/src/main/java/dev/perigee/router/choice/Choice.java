package dev.perigee.router.choice;

import dev.perigee.router.edges.Edge;
import dev.perigee.router.latency.Estimate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which edge a viewer is sent to, and why.
 *
 * @param tier which edges it was chosen from; null where there is none at all
 * @param places where they stand, best first
 */
public record Choice(Rule rule, @Nullable Tier tier, Optional<Edge> edge, List<Place> places) {

  public Choice {
    places = List.copyOf(places);
  }

  /** How the place was found. */
  public enum Rule {
    /** The lowest expected latency. */
    NEAREST,
    /** Where this client's network was sent before: no other is nearer by enough to move it. */
    SETTLED,
    /** Not the nearest one, so that it is measured. */
    EXPLORATION,
    /** Nothing is known of the ways: hosts are spread over the places. */
    UNMEASURED,
    /** There is no edge at all. */
    NO_EDGE
  }

  /**
   * A place that was looked at.
   *
   * @param estimate of the way there; empty where nothing is known
   * @param queueingMicros what a request is expected to wait there, in microseconds
   */
  public record Place(String region, Optional<Estimate> estimate, double queueingMicros) {

    /**
     * What a request may take at best, in microseconds; what a request waits where nothing is
     * known.
     */
    double hopefulMicros() {
      return estimate.map(Estimate::hopefulMicros).orElse(0.0) + queueingMicros;
    }

    /** What a request is expected to take, in microseconds; infinite where that is not known. */
    double expectedMicros() {
      return estimate.isEmpty()
          ? Double.POSITIVE_INFINITY
          : estimate.get().roundTripMicros() + queueingMicros;
    }
  }
}
