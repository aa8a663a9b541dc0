package dev.perigee.router.choice;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ViewerRules.PriceClass;
import dev.perigee.router.choice.Choice.Place;
import dev.perigee.router.choice.Choice.Rule;
import dev.perigee.router.edges.Edge;
import dev.perigee.router.latency.LatencyMap;
import dev.perigee.router.latency.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the place with the lowest expected latency: the round-trip time that was measured from
 * the client's network, or from a wider one around it, and what requests wait there. A share of the
 * choices goes elsewhere on purpose, since only what is visited is measured. Thread-safe.
 */
public final class EdgeChooser {

  /** While some place may be nearer than the best one known, so many more are sent elsewhere. */
  private static final int HOPEFUL_SHARES = 4;

  private static final double LARGEST_SHARE = 0.5;

  /** A place that is twice as far as the best one is looked at so many times less, by powers. */
  private static final int STEEPNESS = 4;

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
    Surroundings known = latencies.around(question.client());
    List<Candidate> candidates = new ArrayList<>();
    for (Location location : best.locations()) {
      candidates.add(
          new Candidate(
              location,
              new Place(
                  location.region(),
                  known.estimate(location.edgeIds()),
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
    if (isMeasured && question.mayExplore() && candidates.size() > 1) {
      Candidate other = explored(candidates);
      if (other != null) {
        return made(Rule.EXPLORATION, tier, other, question, candidates);
      }
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

  /**
   * Another place than the best, now and then: the likelier, the nearer it may be at best, so that
   * what is far for sure costs nobody time. Null for the best.
   */
  private @Nullable Candidate explored(List<Candidate> candidates) {
    double best = candidates.getFirst().place().expectedMicros();
    List<Candidate> others = candidates.subList(1, candidates.size());
    double[] sums = new double[others.size()];
    double sum = 0;
    boolean hopeful = false;
    for (int i = 0; i < sums.length; i++) {
      double atBest = others.get(i).place().hopefulMicros();
      hopeful |= atBest < best;
      sum += Math.pow(Math.min(1, best / atBest), STEEPNESS);
      sums[i] = sum;
    }
    double share = hopeful ? Math.min(LARGEST_SHARE, HOPEFUL_SHARES * exploration) : exploration;
    if (random.getAsDouble() >= share) {
      return null;
    }
    int drawn = Arrays.binarySearch(sums, random.getAsDouble() * sum);
    return others.get(Math.min(drawn < 0 ? -drawn - 1 : drawn, sums.length - 1));
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
