package dev.perigee.router.choice;

import dev.perigee.router.edges.Edge;
import java.util.List;
import java.util.Optional;

/**
 * Which edge a host's viewers are sent to, and why.
 *
 * @param candidates every edge that was looked at, best first
 */
public record Choice(Rule rule, List<Candidate> candidates) {

  public Choice {
    candidates = List.copyOf(candidates);
  }

  /** How the edge was found. */
  public enum Rule {
    /** The highest hash of host and edge among the healthy edges. */
    HEALTHY_BY_HASH,
    /** No edge is healthy: the highest hash among those that are alive. */
    ALIVE_BY_HASH,
    /** No edge is known to be alive: the highest hash among those that have not left. */
    LAST_RESORT_BY_HASH,
    /** There is no edge at all. */
    NO_EDGE
  }

  /**
   * An edge that was looked at.
   *
   * @param hash of host and edge, unsigned
   */
  public record Candidate(Edge edge, long hash) {}

  /** The edge; empty where there is none. */
  public Optional<Edge> edge() {
    return candidates.stream().findFirst().map(Candidate::edge);
  }
}
