package dev.perigee.router.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perigee.contracts.ClientPrefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyMapTest {

  private static final ClientPrefix OWN = ClientPrefix.parse("192.0.2.0/24");
  private static final ClientPrefix BESIDE = ClientPrefix.parse("192.0.3.0/24");
  private static final ClientPrefix ELSEWHERE = ClientPrefix.parse("198.51.100.0/24");

  private final LatencyMap map = new LatencyMap(1_000);

  @Test
  void whatWasMeasuredOfANetworkCountsForIt() {
    put("a", OWN, 5_000, 1);

    assertThat(micros(OWN, "a")).isEqualTo(5_000);
    assertThat(estimate(OWN, "b")).isEmpty();
    assertThat(estimate(ELSEWHERE, "a")).isEmpty();
  }

  @Test
  void theLaterReportReplacesTheEarlierOne() {
    put("a", OWN, 5_000, 10);
    put("a", OWN, 50_000, 3);

    assertThat(estimate(OWN, "a").orElseThrow().roundTripMicros()).isCloseTo(50_000, within(1.0));
    assertThat(estimate(OWN, "a").orElseThrow().samples()).isCloseTo(3, within(1e-9));
  }

  @Test
  void edgesOfOnePlaceSpeakTogether() {
    put("a", OWN, 10_000, 3);
    put("b", OWN, 40_000, 3);

    assertThat(map.around(OWN).estimate(List.of("a", "b")).orElseThrow().roundTripMicros())
        .isCloseTo(20_000, within(1.0));
  }

  @Test
  void whereANetworkWasNotMeasuredTheOnesAroundItCountIfTheyWereMeasuredEnough() {
    put("a", BESIDE, 8_000, 4);
    assertThat(estimate(OWN, "a")).isEmpty();

    put("a", BESIDE, 8_000, 5);
    Estimate around = estimate(OWN, "a").orElseThrow();
    assertThat(around.network()).hasToString("192.0.0.0/20");
    assertThat(around.roundTripMicros()).isCloseTo(8_000, within(1.0));

    put("a", OWN, 80_000, 1);
    assertThat(estimate(OWN, "a").orElseThrow().network()).isEqualTo(OWN);
  }

  @Test
  void aClientOfWhomLessIsKnownIsFoundByTheWiderNetwork() {
    put("a", OWN, 8_000, 10);

    assertThat(estimate(OWN.widened(20), "a").orElseThrow().network()).hasToString("192.0.0.0/20");
    assertThat(estimate(OWN.widened(18), "a").orElseThrow().network()).hasToString("192.0.0.0/16");
    assertThat(estimate(OWN.widened(4), "a")).isEmpty();
  }

  /** Whoever forges samples of one network moves no other's route. */
  @Test
  void aNetworkThatWasMeasuredItselfIsNotMovedByOthers() {
    put("a", OWN, 8_000, 1);
    put("a", BESIDE, 1, 1_000_000);

    assertThat(micros(OWN, "a")).isEqualTo(8_000);
  }

  @Test
  void ipv6HasItsOwnNetworks() {
    ClientPrefix own = ClientPrefix.parse("2001:db8:1::/48");
    put("a", ClientPrefix.parse("2001:db8:2::/48"), 8_000, 5);

    assertThat(estimate(own, "a").orElseThrow().network().toString()).endsWith("/40");
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
    assertThat(estimate(OWN, "a")).isPresent();
    for (int i = 0; i < 1_000; i++) {
      put("b", network(i << 8), 7_000, 1);
    }
    assertThat(estimate(OWN, "a")).as("the one reported longest ago makes room").isEmpty();
    assertThat(map.around(network(0)).estimate(List.of("edge-0", "edge-1", "edge-2"))).isEmpty();
  }

  private long micros(ClientPrefix client, String edgeId) {
    return Math.round(estimate(client, edgeId).orElseThrow().roundTripMicros());
  }

  private void put(String edgeId, ClientPrefix network, int micros, double samples) {
    Reports.put(map, edgeId, network, micros, samples);
  }

  private Optional<Estimate> estimate(ClientPrefix client, String edgeId) {
    return map.around(client).estimate(List.of(edgeId));
  }

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
