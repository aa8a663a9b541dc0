package dev.perigee.router.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.EdgeStatus;
import dev.perigee.router.edges.Edge;
import dev.perigee.router.edges.Edge.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EdgeChooserTest {

  @Test
  void theSameEdgesGiveTheSameChoiceInAnyOrder() {
    List<Edge> edges = healthy(5);

    assertThat(EdgeChooser.choose("WWW.example.org", edges).edge())
        .isPresent()
        .isEqualTo(EdgeChooser.choose("www.example.org", edges.reversed()).edge());
  }

  @Test
  void hostsSpreadOverTheEdges() {
    Map<String, Integer> hosts = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      hosts.merge(chosen("host-" + i, healthy(3)), 1, Integer::sum);
    }

    assertThat(hosts.values()).hasSize(3).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void onlyTheHostsOfAnEdgeThatGoesMove() {
    List<Edge> all = healthy(4);
    List<Edge> without = all.subList(0, 3);

    for (int i = 0; i < 500; i++) {
      String before = chosen("host-" + i, all);
      if (!before.equals("edge-3")) {
        assertThat(chosen("host-" + i, without)).isEqualTo(before);
      }
    }
  }

  @Test
  void aHealthyEdgeIsPreferredWhateverTheHash() {
    List<Edge> edges =
        List.of(
            edge("a", Standing.SILENT),
            edge("b", Standing.OUT_OF_TOUCH),
            edge("c", Standing.HEALTHY));

    for (int i = 0; i < 50; i++) {
      assertThat(chosen("host-" + i, edges)).isEqualTo("c");
    }
  }

  @Test
  void theRuleSaysHowFarItHadToGo() {
    assertThat(EdgeChooser.choose("h", healthy(1)).rule()).isEqualTo(Choice.Rule.HEALTHY_BY_HASH);
    assertThat(EdgeChooser.choose("h", List.of(edge("a", Standing.OUT_OF_TOUCH))).rule())
        .isEqualTo(Choice.Rule.ALIVE_BY_HASH);
    assertThat(EdgeChooser.choose("h", List.of(edge("a", Standing.SILENT))).rule())
        .isEqualTo(Choice.Rule.LAST_RESORT_BY_HASH);
    assertThat(EdgeChooser.choose("h", List.of()).rule()).isEqualTo(Choice.Rule.NO_EDGE);
  }

  private static String chosen(String host, List<Edge> edges) {
    return EdgeChooser.choose(host, edges).edge().orElseThrow().status().edgeId();
  }

  private static List<Edge> healthy(int count) {
    return IntStream.range(0, count).mapToObj(i -> edge("edge-" + i, Standing.HEALTHY)).toList();
  }

  private static Edge edge(String id, Standing standing) {
    return new Edge(
        new EdgeStatus(
            EdgeStatus.SCHEMA,
            id,
            "local",
            "http://127.0.0.1:8080",
            1,
            1,
            Duration.ofSeconds(3),
            true,
            0,
            Instant.EPOCH),
        standing);
  }
}
