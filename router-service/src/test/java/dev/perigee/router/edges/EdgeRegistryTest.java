package dev.perigee.router.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perigee.contracts.EdgeStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeRegistryTest {

  private static final OptionalLong IN_TOUCH = OptionalLong.of(0);

  private long now = 1_000;
  private final EdgeRegistry registry = new EdgeRegistry(Duration.ofSeconds(2), () -> now);

  @Test
  void anEdgeIsHealthyUntilItHasBeenSilentForAWhile() {
    registry.heard(status("a", true));
    now += Duration.ofSeconds(2).toNanos();
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
    Edge edge = new Edge(status("a", http), Edge.Standing.HEALTHY, 0);

    assertThat(edge.httpPort().orElse(null)).isEqualTo(port);
    assertThat(edge.addresses())
        .isEqualTo(address == null ? List.of() : List.of(InetAddress.getByName(address)));
  }

  @Test
  void anEdgeMayBeReachedElsewhereThanItListens() throws Exception {
    EdgeStatus status =
        status(
            "a", "http://0.0.0.0:8080", 0.5, List.of("192.0.2.1", "2001:db8::1", "edge.example"));

    assertThat(new Edge(status, Edge.Standing.HEALTHY, 0).addresses())
        .containsExactly(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1"));
  }

  @Test
  void theLoadIsSmoothedAndWithinItsRange() {
    registry.heard(status("a", "http://127.0.0.1:8080", 1e9, List.of()));
    assertThat(load()).isEqualTo(0.3);
    for (int i = 0; i < 50; i++) {
      registry.heard(status("a", "http://127.0.0.1:8080", 0.8, List.of()));
    }
    assertThat(load()).isCloseTo(0.8, within(0.001));
    registry.heard(status("a", "http://127.0.0.1:8080", null, List.of()));
    assertThat(load()).isZero();
  }

  private double load() {
    return registry.edges(IN_TOUCH).getFirst().load();
  }

  private Edge.Standing standing() {
    return registry.edges(IN_TOUCH).getFirst().standing();
  }

  private static EdgeStatus status(String id, boolean inTouch) {
    return status(id, "http://127.0.0.1:8080", inTouch, null, List.of());
  }

  private static EdgeStatus status(String id, String http) {
    return status(id, http, null, List.of());
  }

  private static EdgeStatus status(
      String id, String http, @Nullable Double load, List<String> addresses) {
    return status(id, http, true, load, addresses);
  }

  private static EdgeStatus status(
      String id, String http, boolean inTouch, @Nullable Double load, List<String> addresses) {
    return new EdgeStatus(
        EdgeStatus.SCHEMA,
        id,
        "local",
        http,
        "",
        1,
        "",
        1,
        Duration.ofSeconds(3),
        inTouch,
        0,
        load,
        addresses,
        Instant.EPOCH);
  }
}
