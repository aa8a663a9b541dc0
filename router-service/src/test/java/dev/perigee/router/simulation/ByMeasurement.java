package dev.perigee.router.simulation;

import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.LatencyReport;
import dev.perigee.contracts.ViewerRules.PriceClass;
import dev.perigee.router.choice.EdgeChooser;
import dev.perigee.router.choice.EdgeChooser.Question;
import dev.perigee.router.choice.Fleet;
import dev.perigee.router.choice.KnownNetworks;
import dev.perigee.router.edges.Edge;
import dev.perigee.router.edges.Edge.Standing;
import dev.perigee.router.guess.FirstGuesses;
import dev.perigee.router.guess.Geography;
import dev.perigee.router.guess.GlobePoint;
import dev.perigee.router.latency.LatencyMap;
import dev.perigee.router.latency.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The router's own decision, with what its edges report after each step. */
final class ByMeasurement implements Way {

  private static final double EXPLORATION = 0.01;
  private static final double FULL = 0.9;

  /** What one edge has measured of one network. */
  private record Pair(int edge, int network) {}

  private static final class Measured {
    private double logarithms;
    private int samples;
  }

  private final LatencyMap latencies;
  private final EdgeChooser chooser;
  private final Map<Pair, Measured> measured = new HashMap<>();
  private final Map<Pair, Measured> changed = new HashMap<>();
  private Fleet fleet;
  private long nowNanos;

  /** With no first guesses. */
  static Way alone(Earth earth, Random random) {
    return new ByMeasurement(earth, random, FirstGuesses.NONE);
  }

  /** With first guesses by the geographic database that is wrong now and then. */
  static Way andGeography(Earth earth, Random random) {
    Map<String, GlobePoint> places = new HashMap<>();
    for (int edge = 0; edge < earth.edges(); edge++) {
      places.put(Integer.toString(edge), earth.place(edge));
    }
    Geography geography =
        new Geography(network -> earth.believedPlace(Earth.network(network)), places);
    return new ByMeasurement(earth, random, geography);
  }

  private ByMeasurement(Earth earth, Random random, FirstGuesses guesses) {
    this.latencies = new LatencyMap(Integer.MAX_VALUE, guesses, edge -> edge);
    this.chooser =
        new EdgeChooser(
            latencies,
            new KnownNetworks(1_000_000),
            EXPLORATION,
            random::nextDouble,
            () -> nowNanos);
    BitSet all = new BitSet();
    all.set(0, earth.edges());
    this.fleet = fleet(all, new double[earth.edges()]);
  }

  @Override
  public int edgeFor(Traffic.Request request, BitSet alive) {
    Question question =
        new Question(request.host(), Earth.prefix(request.network()), PriceClass.ALL, true);
    return chooser
        .choose(question, fleet)
        .edge()
        .map(edge -> Integer.parseInt(edge.id()))
        .orElseThrow();
  }

  @Override
  public void measured(Traffic.Request request, int edge, double millis) {
    Pair pair = new Pair(edge, request.network());
    Measured sum = measured.computeIfAbsent(pair, _ -> new Measured());
    sum.logarithms += Math.log(millis * 1_000);
    sum.samples++;
    changed.put(pair, sum);
  }

  @Override
  public void stepped(BitSet alive, double[] load) {
    changed.forEach((pair, sum) ->
        Reports.put(
            latencies,
            Integer.toString(pair.edge()),
            Earth.prefix(pair.network()),
            (int) Math.exp(sum.logarithms / sum.samples),
            Math.min(sum.samples, LatencyReport.MOST_SAMPLES)));
    changed.clear();
    nowNanos += Duration.ofSeconds(Simulation.STEP_SECONDS).toNanos();
    fleet = fleet(alive, load);
  }

  private static Fleet fleet(BitSet alive, double[] load) {
    List<Edge> edges =
        alive.stream()
            .mapToObj(edge -> new Edge(status(edge), Standing.HEALTHY, Math.min(load[edge], 1)))
            .toList();
    return Fleet.of(edges, Map.of(), FULL);
  }

  private static EdgeStatus status(int edge) {
    String name = Integer.toString(edge);
    return new EdgeStatus(
        EdgeStatus.SCHEMA,
        name,
        name,
        "http://127.0.0.1:80",
        "",
        0,
        "",
        0,
        Duration.ofSeconds(10),
        true,
        0,
        0.0,
        List.of(),
        Instant.EPOCH);
  }
}
