package dev.perigee.router.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.ViewerRules.PriceClass;
import dev.perigee.router.choice.Choice.Rule;
import dev.perigee.router.edges.Edge;
import dev.perigee.router.edges.Edge.Standing;
import dev.perigee.router.guess.FirstGuesses;
import dev.perigee.router.latency.LatencyMap;
import dev.perigee.router.latency.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EdgeChooserTest {

  private static final ClientPrefix CLIENT = ClientPrefix.parse("192.0.2.0/24");
  private static final double FULL = 0.9;

  private final LatencyMap latencies = new LatencyMap(1_000, FirstGuesses.NONE, edge -> edge);
  private final Map<String, PriceClass> priceClasses = new HashMap<>();
  private final Random random = new Random(7);

  private final KnownNetworks networks = new KnownNetworks(1_000);
  private long nowNanos;
  private EdgeChooser chooser = chooser(0);

  @Test
  void theNearestPlaceIsChosen() {
    measured("far", 120_000);
    measured("near", 5_000);
    measured("between", 40_000);

    Choice choice = choose("h", healthy("far", "near", "between"));

    assertThat(choice.rule()).isEqualTo(Rule.NEAREST);
    assertThat(idOf(choice)).isEqualTo("near");
    assertThat(
            chooser.places(question("h", PriceClass.ALL), fleet(healthy("far", "near", "between"))))
        .extracting(Place::region)
        .containsExactly("near", "between", "far");
  }

  @Test
  void whenItGoesTheNextOneIsChosenAndWhenItReturnsItselfAgain() {
    measured("far", 120_000);
    measured("near", 5_000);
    List<Edge> all = healthy("far", "near");

    assertThat(idOf(choose("h", all))).isEqualTo("near");
    assertThat(idOf(choose("h", List.of(all.getFirst(), edge("near", Standing.SILENT)))))
        .isEqualTo("far");
    assertThat(idOf(choose("h", all))).isEqualTo("near");
  }

  @Test
  void betweenPlacesThatAreAboutEquallyFarNobodyWanders() {
    measured("a", 20_000);
    measured("b", 21_000);
    List<Edge> edges = healthy("a", "b");
    assertThat(idOf(choose("h", edges))).isEqualTo("a");

    for (int round = 0; round < 10; round++) {
      measured("a", 20_000 + 1_500 * (round % 2));
      assertThat(idOf(choose("h", edges))).isEqualTo("a");
    }
    assertThat(choose("h", edges).rule()).isEqualTo(Rule.SETTLED);

    measured("b", 12_000);
    assertThat(idOf(choose("h", edges))).isEqualTo("b");
  }

  @Test
  void aPlaceThatIsBusyIsAsGoodAsOneFartherAway() {
    measured("near", 5_000);
    measured("far", 9_000);
    Edge far = edge("far", Standing.HEALTHY);

    assertThat(idOf(choose("h", List.of(busy("near", 0.5), far)))).isEqualTo("near");
    assertThat(idOf(chooserAnew(List.of(busy("near", 0.85), far)))).isEqualTo("far");
  }

  @Test
  void anEdgeThatHasNoMoreToGiveIsPassedOverWhileOthersHave() {
    measured("near", 5_000);
    measured("far", 500_000);

    Choice choice = choose("h", List.of(busy("near", 0.95), edge("far", Standing.HEALTHY)));
    assertThat(idOf(choice)).isEqualTo("far");

    choice = choose("h", List.of(busy("near", 0.95), busy("far", 0.99)));
    assertThat(choice.tier()).isEqualTo(Tier.FULL);
    assertThat(idOf(choice)).isEqualTo("near");
  }

  @Test
  void aPriceClassLeavesPlacesOut() {
    priceClasses.put("near", PriceClass.ALL);
    priceClasses.put("between", PriceClass.CLASS_200);
    measured("near", 5_000);
    measured("between", 40_000);
    measured("far", 120_000);
    List<Edge> edges = healthy("near", "between", "far");

    assertThat(idOf(choose("h", PriceClass.ALL, edges))).isEqualTo("near");
    assertThat(idOf(choose("h", PriceClass.CLASS_200, edges))).isEqualTo("between");
    assertThat(idOf(choose("h", PriceClass.CLASS_100, edges))).isEqualTo("far");
    Choice elsewhere = choose("h", PriceClass.CLASS_100, edges.subList(0, 1));
    assertThat(elsewhere.tier()).isEqualTo(Tier.OUT_OF_CLASS);
    assertThat(idOf(elsewhere)).isEqualTo("near");
  }

  @Test
  void inOnePlaceEachHostKeepsToOneEdge() {
    List<Edge> all = IntStream.range(0, 4).mapToObj(i -> in("here", "edge-" + i)).toList();
    List<Edge> without = all.subList(0, 3);
    Map<String, Integer> hosts = new HashMap<>();

    for (int i = 0; i < 4_000; i++) {
      String before = idOf(choose("host-" + i, all));
      hosts.merge(before, 1, Integer::sum);
      if (!before.equals("edge-3")) {
        assertThat(idOf(choose("host-" + i, without))).isEqualTo(before);
      }
    }

    assertThat(hosts.values()).hasSize(4).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void whereNothingIsMeasuredHostsSpreadOverThePlaces() {
    Map<String, Integer> hosts = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      Choice choice = choose("host-" + i, healthy("a", "b", "c"));
      assertThat(choice.rule()).isEqualTo(Rule.UNMEASURED);
      hosts.merge(idOf(choice), 1, Integer::sum);
    }

    assertThat(hosts.values()).hasSize(3).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void aShareOfTheViewersExploresThePlacesThatAreNotMeasuredFirst() {
    chooser = chooser(0.01);
    measured("near", 5_000);
    measured("far", 120_000);
    Map<String, Integer> explored = explore(healthy("near", "far", "new"));
    assertThat(explored.getOrDefault("new", 0)).isBetween(1_850, 2_150);
    assertThat(explored).doesNotContainKey("far");

    measured("new", 60_000);
    explored = explore(healthy("near", "far", "new"));
    assertThat(explored.values().stream().mapToInt(Integer::intValue).sum()).isBetween(70, 130);
  }

  @Test
  void whoMustNotBeSentElsewhereIsNot() {
    chooser = chooser(0.5);
    measured("near", 5_000);
    for (int i = 0; i < 200; i++) {
      Choice choice =
          chooser.choose(
              new EdgeChooser.Question("h", CLIENT, PriceClass.ALL, false),
              fleet(healthy("near", "far")));
      assertThat(idOf(choice)).isEqualTo("near");
    }
  }

  /** Whoever asks in others' names, or for networks that are not there. */
  @Test
  void aFloodOfNetworksThatNobodyIsInMovesNoRouteAndIsForgotten() {
    measured("near", 5_000);
    measured("far", 120_000);
    List<Edge> edges = healthy("near", "far");
    Fleet fleet = fleet(edges);
    for (int i = 0; i < 20_000; i++) {
      ClientPrefix spoofed =
          ClientPrefix.parse(
              "%d.%d.%d.0/%d"
                  .formatted(
                      1 + random.nextInt(223),
                      random.nextInt(256),
                      random.nextInt(256),
                      1 + random.nextInt(24)));
      chooser.choose(new EdgeChooser.Question("h" + i, spoofed, PriceClass.ALL, true), fleet);
    }

    assertThat(networks.size()).isLessThanOrEqualTo(1_000);
    assertThat(idOf(choose("h", edges))).isEqualTo("near");
  }

  @Test
  void whatIsMeasuredOfTheNetworksAroundCountsAfterSomeSeconds() {
    ClientPrefix beside = ClientPrefix.parse("192.0.3.0/24");
    Reports.put(latencies, "a", beside, 50_000, 10);
    List<Edge> edges = healthy("a", "b");
    assertThat(idOf(choose("h", edges))).isEqualTo("a");
    Reports.put(latencies, "b", beside, 5_000, 10);
    assertThat(idOf(choose("h", edges))).as("the shortlist of before").isEqualTo("a");

    nowNanos += Duration.ofSeconds(6).toNanos();
    assertThat(idOf(choose("h", edges))).isEqualTo("b");
  }

  @Test
  void ofManyPlacesTheNearestAreOnTheShortlistAndTheUnknownTakeTurns() {
    chooser = chooser(0.01);
    List<String> regions = IntStream.range(0, 200).mapToObj(i -> "region-" + i).toList();
    for (int i = 0; i < 150; i++) {
      measured("region-" + i, 150_000 - 900 * i);
    }
    List<Edge> edges = healthy(regions.toArray(String[]::new));
    Map<String, Integer> explored = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      explore(edges, 1_000).forEach((region, count) -> explored.merge(region, count, Integer::sum));
      nowNanos += Duration.ofSeconds(6).toNanos();
    }

    assertThat(idOf(choose("h", edges))).isEqualTo("region-149");
    assertThat(explored.keySet())
        .as("each of the 50 of which nothing is known")
        .containsAll(regions.subList(150, 200));
  }

  @Test
  void anyEdgeIsBetterThanNone() {
    assertThat(choose("h", List.of(edge("a", Standing.OUT_OF_TOUCH))).tier())
        .isEqualTo(Tier.OUT_OF_TOUCH);
    assertThat(choose("h", List.of(edge("a", Standing.SILENT))).tier()).isEqualTo(Tier.SILENT);
    Choice nothing = choose("h", List.of());
    assertThat(nothing.rule()).isEqualTo(Rule.NO_EDGE);
    assertThat(nothing.edge()).isEmpty();
  }

  private Map<String, Integer> explore(List<Edge> edges) {
    return explore(edges, 10_000);
  }

  private Map<String, Integer> explore(List<Edge> edges, int choices) {
    Map<String, Integer> chosen = new HashMap<>();
    Fleet fleet = fleet(edges);
    for (int i = 0; i < choices; i++) {
      Choice choice = chooser.choose(question("h", PriceClass.ALL), fleet);
      if (choice.rule() == Rule.EXPLORATION) {
        chosen.merge(idOf(choice), 1, Integer::sum);
      }
    }
    return chosen;
  }

  private EdgeChooser chooser(double exploration) {
    return new EdgeChooser(latencies, networks, exploration, random::nextDouble, () -> nowNanos);
  }

  private Choice chooserAnew(List<Edge> edges) {
    chooser =
        new EdgeChooser(latencies, new KnownNetworks(1_000), 0, random::nextDouble, () -> nowNanos);
    return choose("h", edges);
  }

  private Choice choose(String host, List<Edge> edges) {
    return choose(host, PriceClass.ALL, edges);
  }

  private Choice choose(String host, PriceClass priceClass, List<Edge> edges) {
    return chooser.choose(question(host, priceClass), fleet(edges));
  }

  private static EdgeChooser.Question question(String host, PriceClass priceClass) {
    return new EdgeChooser.Question(host, CLIENT, priceClass, true);
  }

  private Fleet fleet(List<Edge> edges) {
    return Fleet.of(edges, priceClasses, FULL);
  }

  private void measured(String edgeId, int micros) {
    Reports.put(latencies, edgeId, CLIENT, micros, 10);
  }

  private static String idOf(Choice choice) {
    return choice.edge().orElseThrow().id();
  }

  /** One edge in each place, by the place's name. */
  private static List<Edge> healthy(String... regions) {
    return Arrays.stream(regions).map(region -> in(region, region)).toList();
  }

  private static Edge in(String region, String id) {
    return edge(region, id, Standing.HEALTHY, 0);
  }

  private static Edge busy(String region, double load) {
    return edge(region, region, Standing.HEALTHY, load);
  }

  private static Edge edge(String region, Standing standing) {
    return edge(region, region, standing, 0);
  }

  private static Edge edge(String region, String id, Standing standing, double load) {
    return new Edge(
        new EdgeStatus(
            EdgeStatus.SCHEMA,
            id,
            region,
            "http://127.0.0.1:8080",
            "",
            1,
            "",
            1,
            Duration.ofSeconds(3),
            true,
            0,
            load,
            List.of(),
            Instant.EPOCH),
        standing,
        load);
  }
}
