package dev.perigee.router.latency;

import dev.perigee.contracts.ClientPrefix;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the ways to one client: of its own network and of wider ones around it, the
 * narrowest first.
 */
public final class Surroundings {

  /**
   * A network.
   *
   * @param byEdge what each edge has measured in it
   * @param fewestSamples fewer say too little
   */
  record Level(ClientPrefix network, Map<String, Sum> byEdge, double fewestSamples) {}

  private final List<Level> levels;

  Surroundings(List<Level> levels) {
    this.levels = levels;
  }

  /**
   * What is expected of the way between the client and edges that stand in one place: by the
   * narrowest network of which enough is known.
   */
  public Optional<Estimate> estimate(Collection<String> edgeIds) {
    for (Level level : levels) {
      Sum sum = sum(level, edgeIds);
      if (sum.samples() >= level.fewestSamples()) {
        return Optional.of(new Estimate(sum.roundTripMicros(), level.network(), sum.samples()));
      }
    }
    return Optional.empty();
  }

  private static Sum sum(Level level, Collection<String> edgeIds) {
    Sum all = Sum.NOTHING;
    for (String edgeId : edgeIds) {
      Sum sum = level.byEdge().get(edgeId);
      all = sum == null ? all : all.plus(sum);
    }
    return all;
  }
}
