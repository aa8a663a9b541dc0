package dev.perigee.router.choice;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ViewerRules.PriceClass;
import dev.perigee.router.choice.Choice.Place;
import dev.perigee.router.choice.Choice.Rule;
import dev.perigee.router.edges.Edge;
import dev.perigee.router.latency.LatencyMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Chooses the place with the lowest expected latency: the round-trip time that was measured from
 * the client's network, or from a wider one around it, and what requests wait there. A share of the
 * choices goes elsewhere on purpose, since only what is visited is measured. Thread-safe.
 */
public final class EdgeChooser {

  /** Where some places were never measured from a network, so many more are sent there. */
  private static final int UNMEASURED_SHARES = 4;

  private static final double LARGEST_SHARE = 0.5;

  private final LatencyMap latencies;
  private final SettledNetworks settled;
  private final double exploration;
  private final DoubleSupplier random;

  /**
   * @param exploration share of the choices that go to another place than the best, 0 to 0.5
   * @param random numbers from 0 to 1
   */
  public EdgeChooser(
      LatencyMap latencies, SettledNetworks settled, double exploration, DoubleSupplier random) {
    this.latencies = latencies;
    this.settled = settled;
    this.exploration = exploration;
    this.random = random;
  }

  /** Who asks for which host. */
  public record Question(
      String host, ClientPrefix client, PriceClass priceClass, boolean mayExplore) {}

  /** Chooses an edge; there is one unless the fleet has none. */
  public Choice choose(Question question, Fleet fleet) {
    List<Fleet.Eligible> eligible = fleet.eligible(question.priceClass());
    if (eligible.isEmpty()) {
      return new Choice(Rule.NO_EDGE, null, Optional.empty(), List.of());
    }
    Fleet.Eligible best = eligible.getFirst();
    List<Candidate> candidates = new ArrayList<>();
    for (Location location : best.locations()) {
      candidates.add(
          new Candidate(
              location,
              new Place(
                  location.region(),
                  latencies.estimate(question.client(), location.edgeIds()),
                  location.queueingMicros())));
    }
    candidates.sort(bestFirst(question.host()));
    return choose(question, best.tier(), candidates);
  }

  private record Candidate(Location location, Place place) {}

  private static Comparator<Candidate> bestFirst(String host) {
    return Comparator.comparingDouble((Candidate candidate) -> candidate.place().expectedMicros())
        .thenComparing(
            candidate -> candidate.location().hash(host), (a, b) -> Long.compareUnsigned(b, a));
  }

  private Choice choose(Question question, Tier tier, List<Candidate> candidates) {
    Candidate first = candidates.getFirst();
    boolean isMeasured = first.place().estimate().isPresent();
    boolean allMeasured = candidates.getLast().place().estimate().isPresent();
    if (question.mayExplore() && candidates.size() > 1 && explores(isMeasured, allMeasured)) {
      return made(Rule.EXPLORATION, tier, elsewhere(candidates), question, candidates);
    }
    if (!isMeasured) {
      return made(Rule.UNMEASURED, tier, first, question, candidates);
    }
    String region = settled.settle(question.client(), question.priceClass(), places(candidates));
    Candidate chosen =
        candidates.stream()
            .filter(candidate -> candidate.place().region().equals(region))
            .findFirst()
            .orElse(first);
    return made(chosen == first ? Rule.NEAREST : Rule.SETTLED, tier, chosen, question, candidates);
  }

  /** While nothing at all is measured, hosts are spread anyway. */
  private boolean explores(boolean isMeasured, boolean allMeasured) {
    double share =
        allMeasured ? exploration : Math.min(LARGEST_SHARE, UNMEASURED_SHARES * exploration);
    return isMeasured && random.getAsDouble() < share;
  }

  /** One that was never measured, if there is any; else any but the best. */
  private Candidate elsewhere(List<Candidate> candidates) {
    List<Candidate> unmeasured =
        candidates.stream().filter(candidate -> candidate.place().estimate().isEmpty()).toList();
    List<Candidate> others =
        unmeasured.isEmpty() ? candidates.subList(1, candidates.size()) : unmeasured;
    return others.get((int) (random.getAsDouble() * others.size()) % others.size());
  }

  private static Choice made(
      Rule rule, Tier tier, Candidate chosen, Question question, List<Candidate> candidates) {
    Edge edge = chosen.location().edgeFor(question.host());
    return new Choice(rule, tier, Optional.of(edge), places(candidates));
  }

  private static List<Place> places(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::place).toList();
  }
}
