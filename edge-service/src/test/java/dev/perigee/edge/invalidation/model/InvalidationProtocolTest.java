package dev.perigee.edge.invalidation.model;

import static dev.perigee.contracts.InvalidationEffect.HARD;
import static dev.perigee.contracts.InvalidationEffect.SOFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.edge.invalidation.model.Search.Broken;
import dev.perigee.edge.invalidation.model.Search.Holds;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Guarantee 1 in every state that the model reaches, two edges and small bounds, and in the first
 * wrong state where a rule is left out. Every search but a weakened one goes to its end: the
 * numbers of states show that what it is to cover is there.
 */
class InvalidationProtocolTest {

  private static final List<String> ONE = List.of("/a");
  private static final List<String> EVERYTHING = List.of("/*");
  private static final List<String> OTHER_FIRST = List.of("/b", "/a");

  @Test
  void edgesThatShareFillsTheGridAndTheShield() {
    holds(State.settled(2, new Bounds(3, 0, 0, 0, 0)), ONE, 29_000);
    holds(State.settled(2, new Bounds(2, 0, 0, 0, 0)), EVERYTHING, 4_000);
  }

  @Test
  void batchesOneAfterAnother() {
    holds(State.settled(2, new Bounds(2, 0, 0, 0, 0)), OTHER_FIRST, 100_000);
  }

  @Test
  void edgesThatJoin() {
    holds(State.cold(2, new Bounds(1, 0, 0, 0, 0)), ONE, 27_000);
  }

  @Test
  void anEdgeThatIsKilledAndRestarts() {
    holds(State.settled(2, new Bounds(2, 1, 0, 0, 0)), ONE, 200_000);
  }

  @Test
  void anEdgeThatFallsSilent() {
    holds(State.settled(2, new Bounds(2, 0, 1, 0, 0)), ONE, 65_000);
  }

  @Test
  void aLogThatIsLostAndMadeAnew() {
    holds(State.settled(2, new Bounds(1, 1, 0, 1, 0)), ONE, 220_000);
    holds(State.cold(2, new Bounds(1, 0, 0, 1, 0)), ONE, 230_000);
  }

  @Test
  void aServiceThatRestarts() {
    holds(State.settled(2, new Bounds(2, 0, 0, 0, 1)), ONE, 22_000);
    holds(State.settled(2, new Bounds(1, 1, 0, 0, 1)), ONE, 50_000);
  }

  @Test
  void softBatches() {
    holds(State.settled(2, new Bounds(3, 0, 0, 0, 0)), ONE, SOFT, 29_000);
    holds(State.settled(2, new Bounds(2, 1, 0, 0, 0)), ONE, SOFT, 200_000);
  }

  private static void holds(State initial, List<String> batches, int atLeast) {
    holds(initial, batches, HARD, atLeast);
  }

  private static void holds(
      State initial, List<String> batches, InvalidationEffect effect, int atLeast) {
    Search.Result result =
        Search.run(initial, Rules.of(batches, effect, EnumSet.noneOf(Weakness.class)));
    assertThat(result).isInstanceOf(Holds.class);
    Holds holds = (Holds) result;
    System.out.printf("%s %s %s: %s%n", initial.left(), effect, batches, holds);
    assertThat(holds.states()).isGreaterThan(atLeast);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "HORIZON_NOTED_AFTER_THE_FETCH",
        "COMPARISON_OFF_BY_ONE",
        "JOIN_WITHOUT_HORIZON",
        "GRID_WITHOUT_HORIZON",
        "SHIELD_WITHOUT_HORIZON",
        "ACKNOWLEDGED_BEFORE_APPLIED"
      })
  void theSearchFindsItOfSoftBatchesToo(Weakness weakness) {
    Search.Result result =
        Search.run(whereItShows(weakness), Rules.of(batches(weakness), SOFT, EnumSet.of(weakness)));
    assertThat(result).isInstanceOf(Broken.class);
  }

  @ParameterizedTest
  @EnumSource
  void theSearchFindsWhatALackingRuleLetsThrough(Weakness weakness) {
    Search.Result result =
        Search.run(whereItShows(weakness), Rules.of(batches(weakness), HARD, EnumSet.of(weakness)));
    assertThat(result).isInstanceOf(Broken.class);
    Broken broken = (Broken) result;
    System.out.printf("%s: %s%n", weakness, String.join("; ", broken.way()));
    assertThat(broken.way()).contains("complete batch 0");
    assertThat(broken.state().completed()).isPositive();
  }

  private static State whereItShows(Weakness weakness) {
    return switch (weakness) {
      case HORIZON_NOTED_AFTER_THE_FETCH,
          COMPARISON_OFF_BY_ONE,
          JOIN_WITHOUT_HORIZON,
          ACKNOWLEDGED_BEFORE_APPLIED ->
          State.settled(2, new Bounds(1, 0, 0, 0, 0));
      case GRID_WITHOUT_HORIZON, SHIELD_WITHOUT_HORIZON, REVALIDATION_UNCHECKED ->
          State.settled(2, new Bounds(2, 0, 0, 0, 0));
      case REVALIDATION_BY_THE_SHIELDS_HORIZON -> State.settled(2, new Bounds(3, 0, 0, 0, 0));
      case RESTARTED_WITH_ITS_CACHE, GIVEN_UP_DURING_THE_LEASE ->
          State.settled(2, new Bounds(1, 1, 0, 0, 0));
      case TRUST_WITHOUT_STATUS -> State.settled(2, new Bounds(1, 0, 1, 0, 0));
      case ACKNOWLEDGED_IN_ANOTHER_LOG -> State.settled(2, new Bounds(1, 0, 0, 1, 0));
      case UNKNOWN_LOG_IS_ANY_LOG -> State.cold(2, new Bounds(1, 0, 0, 1, 0));
      case NO_EDGES_WITHOUT_READING -> State.cold(2, new Bounds(1, 0, 0, 0, 0));
    };
  }

  private static List<String> batches(Weakness weakness) {
    return weakness == Weakness.ACKNOWLEDGED_IN_ANOTHER_LOG ? OTHER_FIRST : ONE;
  }
}
