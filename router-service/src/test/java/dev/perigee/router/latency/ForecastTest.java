package dev.perigee.router.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.guess.FirstGuesses;
import dev.perigee.router.guess.Guess;
import dev.perigee.router.latency.Estimate.Basis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final ClientPrefix OWN = ClientPrefix.parse("192.0.2.0/24");

  private final Map<String, Double> guessed = new HashMap<>();
  private final Map<ClientPrefix, Map<String, Double>> guessedOtherwise = new HashMap<>();
  private final Map<String, String> regions = new HashMap<>();
  private long version;
  private final FirstGuesses guesses =
      new FirstGuesses() {
        @Override
        public Outlook from(ClientPrefix client) {
          return region -> guess(guessedOtherwise.getOrDefault(client, guessed).get(region));
        }

        @Override
        public long version() {
          return version;
        }
      };
  private final LatencyMap map =
      new LatencyMap(1_000, guesses, edge -> regions.getOrDefault(edge, edge));

  private static Guess guess(@Nullable Double millis) {
    return millis == null ? Guess.NOTHING : new Guess(millis * 1_000, Guess.Basis.GEOGRAPHY);
  }

  @Test
  void whatIsNotMeasuredIsGuessed() {
    guessed.putAll(Map.of("near", 10.0, "far", 80.0));

    assertThat(estimates("near", "far", "unknown"))
        .extracting(Estimate::basis)
        .containsExactly(Basis.GEOGRAPHY, Basis.GEOGRAPHY, Basis.NOTHING);
    assertThat(millis("near")).isCloseTo(10, within(1e-6));
  }

  @Test
  void oneMeasurementIsShrunkTowardsTheGuessAndManyAreNot() {
    guessed.put("a", 10.0);
    measured(OWN, "a", 20, 1);
    assertThat(millis("a")).isBetween(14.0, 18.0);

    measured(OWN, "a", 20, 100);
    assertThat(millis("a")).isCloseTo(20, within(0.1));
  }

  /** Those who are sent to a place are those who are near it. */
  @Test
  void whoIsFarFromAPlaceDoesNotBelieveThoseWhoAreNearIt() {
    guessed.putAll(Map.of("here", 10.0, "there", 60.0));
    for (int i = 3; i < 10; i++) {
      ClientPrefix beside = beside(i);
      guessedOtherwise.put(beside, Map.of("here", 60.0, "there", 10.0));
      measured(beside, "there", 10, 5);
    }

    assertThat(millis("there")).isCloseTo(60, within(1.0));
  }

  @Test
  void aDetourOfTheNetworksAroundIsExpectedByAllOfThem() {
    guessed.putAll(Map.of("detour", 10.0, "straight", 20.0));
    for (int i = 3; i < 10; i++) {
      measured(beside(i), "detour", 70, 3);
    }

    assertThat(millis("detour")).isGreaterThan(50);
    assertThat(millis("straight")).isCloseTo(20, within(1e-6));
  }

  @Test
  void whereTheClientsLineIsSlowItIsSlowToOtherPlacesToo() {
    guessed.putAll(Map.of("near", 10.0, "next", 15.0));
    measured(OWN, "near", 20, 10);

    assertThat(millis("next")).isBetween(28.0, 32.0);
  }

  @Test
  void oneWayThatIsMuchLongerThanGuessedMayBeADetourTwoAreNot() {
    guessed.putAll(Map.of("a", 10.0, "b", 15.0, "c", 20.0, "d", 150.0));
    measured(OWN, "a", 150, 10);
    assertThat(millis("b")).as("a detour to a").isCloseTo(15, within(1e-6));

    measured(OWN, "b", 140, 10);
    assertThat(estimates("a", "b", "c", "d"))
        .as("the client is not there")
        .extracting(Estimate::basis)
        .containsExactly(Basis.MEASURED, Basis.MEASURED, Basis.NOTHING, Basis.NOTHING);
  }

  @Test
  void whoIsNotWhereItIsSaidToBeIsTakenToBeWhereItsNeighboursAre() {
    guessed.putAll(Map.of("home", 10.0, "away", 150.0));
    for (int i = 3; i < 10; i++) {
      measured(beside(i), "home", 9, 10);
    }
    guessedOtherwise.put(OWN, Map.of("home", 150.0, "away", 10.0, "beyond", 12.0));
    measured(OWN, "away", 160, 3);
    measured(OWN, "beyond", 170, 3);

    assertThat(estimates("home", "away", "beyond").getFirst().roundTripMicros()).isLessThan(15_000);
  }

  @Test
  void whenItIsLearntWhereAnEdgeStandsItsReportsAreSeenByThat() {
    guessed.put("paris", 10.0);
    regions.put("edge-1", "");
    measured(beside(3), "edge-1", 30, 10);
    assertThat(estimate("paris", "edge-1").roundTripMicros()).isLessThan(10_000);

    regions.put("edge-1", "paris");
    measured(beside(4), "edge-1", 30, 10);
    assertThat(estimate("paris", "edge-1").roundTripMicros()).isBetween(12_000.0, 30_000.0);
  }

  @Test
  void whenOtherwiseIsGuessedWhatWasReportedBeforeIsSeenByThat() {
    guessed.put("a", 100.0);
    measured(beside(3), "a", 100, 10);
    guessed.put("a", 10.0);
    version++;
    measured(beside(4), "elsewhere", 10, 1);

    assertThat(millis("a")).as("ten times as long as guessed").isGreaterThan(15);
  }

  private static ClientPrefix beside(int third) {
    return ClientPrefix.parse("192.0." + third + ".0/24");
  }

  private void measured(ClientPrefix network, String edge, int millis, double samples) {
    Reports.put(map, edge, network, millis * 1_000, samples);
  }

  private double millis(String region) {
    return estimate(region, region).roundTripMicros() / 1_000;
  }

  private Estimate estimate(String region, String edgeId) {
    List<Site> all =
        guessed.keySet().stream()
            .filter(other -> !other.equals(region))
            .<Site>map(other -> new Place(other, List.of(other)))
            .collect(Collectors.toCollection(ArrayList::new));
    all.addFirst(new Place(region, List.of(edgeId)));
    return map.forecast(OWN, all).getFirst();
  }

  private List<Estimate> estimates(String... regions) {
    return map.forecast(
        OWN, Arrays.stream(regions).map(region -> new Place(region, List.of(region))).toList());
  }

  private record Place(String region, List<String> edgeIds) implements Site {}
}
