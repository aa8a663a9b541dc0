package dev.perigee.router.choice;

import dev.perigee.router.edges.Edge;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which edge a viewer is sent to, and why.
 *
 * @param tier which edges it was chosen from; null where there is none at all
 */
public record Choice(Rule rule, @Nullable Tier tier, Optional<Edge> edge) {

  /** How the place was found. */
  public enum Rule {
    /** The lowest expected latency. */
    NEAREST,
    /** Where this client's network was sent before: no other is nearer by enough to move it. */
    SETTLED,
    /** Not the nearest one known, so that it is measured. */
    EXPLORATION,
    /** Nothing is known of the ways: hosts are spread over the places. */
    UNMEASURED,
    /** There is no edge at all. */
    NO_EDGE
  }
}
