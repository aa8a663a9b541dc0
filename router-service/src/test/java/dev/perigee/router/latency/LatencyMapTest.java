package dev.perigee.router.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.LatencyReport;
import dev.perigee.router.guess.FirstGuesses;
import dev.perigee.router.guess.Guess;
import dev.perigee.router.latency.Estimate.Basis;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyMapTest {

  private static final ClientPrefix OWN = ClientPrefix.parse("192.0.2.0/24");
  private static final ClientPrefix BESIDE = ClientPrefix.parse("192.0.3.0/24");
  private static final ClientPrefix ELSEWHERE = ClientPrefix.parse("198.51.100.0/24");

  private final LatencyMap map = new LatencyMap(1_000, FirstGuesses.NONE, edge -> edge);

  @Test
  void whatWasMeasuredOfANetworkCountsForIt() {
    put("a", OWN, 5_000, 1);

    assertThat(micros(OWN, "a")).isEqualTo(5_000);
    assertThat(estimate(OWN, "a").basis()).isEqualTo(Basis.MEASURED);
    assertThat(estimate(OWN, "b").basis()).isEqualTo(Basis.NOTHING);
    assertThat(estimate(ELSEWHERE, "a").basis()).isEqualTo(Basis.NOTHING);
  }

  @Test
  void theLaterReportReplacesTheEarlierOne() {
    put("a", OWN, 5_000, 10);
    put("a", OWN, 50_000, 3);

    assertThat(estimate(OWN, "a").roundTripMicros()).isCloseTo(50_000, within(1.0));
    assertThat(estimate(OWN, "a").samples()).isCloseTo(3, within(1e-9));
  }

  @Test
  void edgesOfOnePlaceSpeakTogether() {
    put("a", OWN, 10_000, 3);
    put("b", OWN, 40_000, 3);

    assertThat(estimate(OWN, "a", "b").roundTripMicros()).isCloseTo(20_000, within(1.0));
  }

  @Test
  void whereANetworkWasNotMeasuredTheOnesAroundItCountTheMoreTheMoreTheyAre() {
    double last = Guess.NOTHING.roundTripMicros();
    for (int i = 3; i < 16; i++) {
      put("a", ClientPrefix.parse("192.0." + i + ".0/24"), 8_000, 1);
      Estimate around = estimate(OWN, "a");
      assertThat(around.basis()).isEqualTo(Basis.AROUND);
      assertThat(around.network()).hasToString("192.0.0.0/20");
      assertThat(around.roundTripMicros()).isBetween(8_000.0, last);
      last = around.roundTripMicros();
    }
    assertThat(last).isLessThan(10_000);

    put("a", OWN, 80_000, 1);
    assertThat(micros(OWN, "a")).isEqualTo(80_000);
  }

  @Test
  void aClientOfWhomLessIsKnownIsFoundByTheWiderNetwork() {
    put("a", OWN, 8_000, 10);

    assertThat(estimate(OWN.widened(20), "a").network()).hasToString("192.0.0.0/20");
    assertThat(estimate(OWN.widened(18), "a").network()).hasToString("192.0.0.0/16");
    assertThat(estimate(OWN.widened(4), "a").basis()).isEqualTo(Basis.NOTHING);
  }

  @Test
  void theWiderTheNetworkThatWasMeasuredTheMoreMayBeHopedForOfBothFamilies() {
    put("a", OWN, 8_000, 10);
    put("a", ClientPrefix.parse("2001:db8:1::/48"), 8_000, 10);
    for (List<String> ever :
        List.of(
            List.of("192.0.2.0/24", "192.0.3.0/24", "192.0.99.0/24", "192.9.0.0/24"),
            List.of(
                "2001:db8:1::/48", "2001:db8:2::/48", "2001:db8:ffff::/48", "2001:d00:1::/48"))) {
      List<Double> hopes =
          ever.stream()
              .map(network -> estimate(ClientPrefix.parse(network), "a"))
              .map(estimate -> estimate.hopefulMicros() / estimate.roundTripMicros())
              .toList();
      assertThat(hopes).containsExactly(1.0, 0.7, 0.5, 0.15);
    }
  }

  @Test
  void eachNetworkCountsOnceInWhatAnEdgeReaches() {
    put("a", OWN, 10_000, 1_000);
    put("a", BESIDE, 1_000, 2);
    put("a", BESIDE, 40_000, 2);

    assertThat(map.reach("a").networks()).isEqualTo(2);
    assertThat(map.reach("a").roundTripMicros()).isCloseTo(20_000, within(1.0));
    assertThat(map.reach("b").networks()).isZero();
  }

  /** Whoever forges samples of one network moves no other's route. */
  @Test
  void aNetworkThatWasMeasuredItselfIsNotMovedByOthers() {
    put("a", OWN, 8_000, 1);
    put("a", BESIDE, 1, 1_000_000);

    assertThat(micros(OWN, "a")).isEqualTo(8_000);
  }

  @Test
  void oneNetworkSpeaksForTheOnesAroundItNoLouderThanOthers() {
    for (int i = 3; i < 13; i++) {
      put("a", ClientPrefix.parse("192.0." + i + ".0/24"), 80_000, 10);
    }
    double honest = estimate(OWN, "a").roundTripMicros();
    put("a", ClientPrefix.parse("192.0.13.0/24"), 1, LatencyReport.MOST_SAMPLES);

    assertThat(estimate(OWN, "a").roundTripMicros()).isBetween(0.6 * honest, honest);
  }

  @Test
  void aFloodOfNetworksIsBoundedAndLeavesNothingBehind() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      put("edge-" + random.nextInt(3), network(random.nextInt()), 1 + random.nextInt(100_000), 1);
    }
    put("a", OWN, 5_000, 10);

    assertThat(map.reports()).isEqualTo(1_000);
    assertThat(map.networks()).isLessThan(5 * 1_000);
    assertThat(micros(OWN, "a")).isEqualTo(5_000);
    for (int i = 0; i < 1_000; i++) {
      put("b", network(i << 8), 7_000, 1);
    }
    assertThat(estimate(OWN, "a").basis())
        .as("the one reported longest ago makes room")
        .isEqualTo(Basis.NOTHING);
    assertThat(estimate(ELSEWHERE, "edge-0", "edge-1", "edge-2").basis()).isEqualTo(Basis.NOTHING);
    assertThat(map.networks()).as("1,000 in a row, and the wider ones").isEqualTo(1_069);
  }

  private long micros(ClientPrefix client, String edgeId) {
    return Math.round(estimate(client, edgeId).roundTripMicros());
  }

  private void put(String edgeId, ClientPrefix network, int micros, double samples) {
    Reports.put(map, edgeId, network, micros, samples);
  }

  private Estimate estimate(ClientPrefix client, String... edgeIds) {
    return map.forecast(client, List.of(new Place(edgeIds[0], List.of(edgeIds)))).getFirst();
  }

  private record Place(String region, List<String> edgeIds) implements Site {}

  private static ClientPrefix network(int address) {
    try {
      return ClientPrefix.of(
          InetAddress.getByAddress(
              new byte[] {
                (byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), 0
              }));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
