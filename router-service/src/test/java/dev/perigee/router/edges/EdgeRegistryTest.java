package dev.perigee.router.edges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.EdgeStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeRegistryTest {

  private static final OptionalLong IN_TOUCH = OptionalLong.of(0);

  private long now = 1_000;
  private final EdgeRegistry registry = new EdgeRegistry(() -> now);

  @Test
  void anEdgeIsHealthyUntilItsLeaseAndTheMarginAreOver() {
    registry.heard(status("a", true));
    now += Duration.ofSeconds(5).toNanos();
    assertThat(standing()).isEqualTo(Edge.Standing.HEALTHY);

    now += 1;
    assertThat(standing()).isEqualTo(Edge.Standing.SILENT);
  }

  @Test
  void anEdgeThatLostTouchSaysSo() {
    registry.heard(status("a", false));

    assertThat(standing()).isEqualTo(Edge.Standing.OUT_OF_TOUCH);
  }

  @Test
  void nobodyAgesWhileTheStreamIsAway() {
    registry.heard(status("a", true));
    long away = Duration.ofHours(1).toNanos();
    now += away;

    assertThat(registry.edges(OptionalLong.of(away)).getFirst().standing())
        .isEqualTo(Edge.Standing.HEALTHY);
  }

  @Test
  void anEdgeThatLeftIsForgotten() {
    registry.heard(status("a", true));
    registry.left("a");

    assertThat(registry.edges(IN_TOUCH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8081, 127.0.0.1, 8081",
    "http://[::1]:8081, ::1, 8081",
    "http://edge.internal:8081, , 8081",
    "http://127.0.0.1, 127.0.0.1, ",
    "not a url, , "
  })
  void readsWhereAnEdgeIs(String http, String address, Integer port) throws Exception {
    Edge edge = new Edge(status("a", http), Edge.Standing.HEALTHY);

    assertThat(edge.httpPort().orElse(null)).isEqualTo(port);
    assertThat(edge.address().orElse(null))
        .isEqualTo(address == null ? null : InetAddress.getByName(address));
  }

  private Edge.Standing standing() {
    return registry.edges(IN_TOUCH).getFirst().standing();
  }

  private static EdgeStatus status(String id, boolean inTouch) {
    return new EdgeStatus(
        EdgeStatus.SCHEMA,
        id,
        "local",
        "http://127.0.0.1:8080",
        1,
        1,
        Duration.ofSeconds(3),
        inTouch,
        0,
        Instant.EPOCH);
  }

  private static EdgeStatus status(String id, String http) {
    EdgeStatus status = status(id, true);
    return new EdgeStatus(
        status.schema(),
        status.edgeId(),
        status.region(),
        http,
        1,
        1,
        status.lease(),
        true,
        0,
        status.at());
  }
}
