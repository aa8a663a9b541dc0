package dev.perigee.edge.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.LatencyReport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkTableTest {

  private static final ClientPrefix NEAR = ClientPrefix.parse("192.0.2.0/24");
  private static final ClientPrefix FAR = ClientPrefix.parse("198.51.100.0/24");

  private final NetworkTable table = new NetworkTable();

  @Test
  void eachNetworkHasItsOwnTime() {
    table.note(NEAR, 5_000, 0);
    table.note(NEAR, 5_000, 0);
    table.note(FAR, 120_000, 0);
    assertThat(of(NEAR, 0)).isEqualTo(new LatencyReport.Network(NEAR, 5_000, 2));
    assertThat(of(FAR, 0)).isEqualTo(new LatencyReport.Network(FAR, 120_000, 1));
  }

  @Test
  void oneViewerBehindABadLinkDoesNotSpeakForAll() {
    for (int i = 0; i < 19; i++) {
      table.note(NEAR, 5_000, 0);
    }
    table.note(NEAR, 2_000_000, 0);
    assertThat(of(NEAR, 0).roundTripMicros()).isBetween(5_000, 7_000);
  }

  @Test
  void whatIsOldCountsForLess() {
    long later = TimeUnit.MINUTES.toNanos(40);
    for (int i = 0; i < 16; i++) {
      table.note(NEAR, 100_000, 0);
    }
    assertThat(of(NEAR, later).samples()).isCloseTo(1, within(1e-9));
    for (int i = 0; i < 9; i++) {
      table.note(NEAR, 1_000, later);
    }
    assertThat(of(NEAR, later).roundTripMicros()).isBetween(1_000, 2_000);
  }

  @Test
  void whatIsVeryOldIsForgotten() {
    table.note(NEAR, 5_000, 0);
    int part = LatencyReport.partOf(NEAR);
    assertThat(table.part(part, TimeUnit.HOURS.toNanos(1))).isEmpty();
    assertThat(table.part(part, 0)).isEmpty();
  }

  @Test
  void onlyPartsWithSomethingNewArePublished() {
    table.note(NEAR, 5_000, 0);
    assertThat(table.takeChangedParts()).containsExactly(LatencyReport.partOf(NEAR));
    assertThat(table.takeChangedParts()).isEmpty();
  }

  @Test
  void aFloodOfNetworksIsBounded() {
    for (int i = 0; i < 10 * NetworkTable.MOST_NETWORKS; i++) {
      table.note(network(i), 1_000, 0);
    }
    List<Integer> sizes =
        IntStream.range(0, LatencyReport.PARTS)
            .map(part -> table.part(part, 0).size())
            .boxed()
            .toList();
    assertThat(sizes).allMatch(size -> size <= LatencyReport.MOST_NETWORKS);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum())
        .isBetween(NetworkTable.MOST_NETWORKS / 2, NetworkTable.MOST_NETWORKS + 1_000);
  }

  private LatencyReport.Network of(ClientPrefix network, long nowNanos) {
    return table.part(LatencyReport.partOf(network), nowNanos).stream()
        .filter(found -> found.prefix().equals(network))
        .findFirst()
        .orElseThrow();
  }

  private static ClientPrefix network(int number) {
    try {
      byte[] address = {(byte) (number >> 16), (byte) (number >> 8), (byte) number, 0};
      return ClientPrefix.of(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
