package dev.perigee.router.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

/** Lets the same requests go every way, step by step, and tells what they took. */
final class Simulation {

  /** Seconds of a step: so often edges report, and so old is what they said of their load. */
  static final int STEP_SECONDS = 10;

  private static final double QUEUE_MILLIS = 2;
  private static final double HIGHEST_LOAD = 0.98;

  /** Loads are smoothed, so that not everyone turns at once. */
  private static final double SMOOTHING = 0.3;

  /** An edge has room for so much more than its people bring on average. */
  private static final double ROOM = 2;

  private final Earth earth;
  private final Traffic traffic;
  private final int requests;
  private final double[] capacity;
  private final Way oracle;
  private final Map<String, Going> ways = new LinkedHashMap<>();
  private final BitSet alive = new BitSet();
  private int step;

  /** A way, and where it has brought its requests so far. */
  private static final class Going {
    private final Way way;
    private final double[] load;
    private final double[] queueMillis;
    private final List<Step> steps = new ArrayList<>();

    Going(Way way, int edges) {
      this.way = way;
      this.load = new double[edges];
      this.queueMillis = new double[edges];
    }
  }

  /**
   * What one step's requests took.
   *
   * @param atBest share of them that went to the edge that was best for them
   * @param highestLoad of any edge
   */
  record Step(double median, double p95, double atBest, double highestLoad) {}

  /**
   * @param requests a step
   */
  Simulation(Earth earth, long seed, int requests) {
    this.earth = earth;
    this.traffic = new Traffic(earth, seed);
    this.oracle = Way.oracle(earth);
    this.requests = requests;
    alive.set(0, earth.edges());
    this.capacity = capacity();
    ways.put("random", new Going(Way.random(new Random(seed)), earth.edges()));
    ways.put("geography", new Going(Way.geography(earth), earth.edges()));
    ways.put("resolver", new Going(Way.resolver(earth), earth.edges()));
    ways.put("alone", new Going(ByMeasurement.alone(earth, new Random(seed)), earth.edges()));
    ways.put(
        "perigee", new Going(ByMeasurement.andGeography(earth, new Random(seed)), earth.edges()));
    ways.put("oracle", new Going(oracle, earth.edges()));
  }

  private double[] capacity() {
    double[] share = new double[earth.edges()];
    double all = 0;
    for (int network = 0; network < earth.networks(); network++) {
      Traffic.Request request = new Traffic.Request(network, network, "", 1);
      double demand = earth.demand(network, 0) + earth.demand(network, 12);
      share[oracle.edgeFor(request, alive)] += demand;
      all += demand;
    }
    double total = all;
    double floor = 0.2 / earth.edges();
    return Arrays.stream(share).map(s -> ROOM * requests * (s / total + floor)).toArray();
  }

  void kill(int edge) {
    alive.clear(edge);
  }

  void revive(int edge) {
    alive.set(edge);
  }

  /** The edge with the most room, whose loss is felt most. */
  int largestEdge() {
    int largest = 0;
    for (int edge = 1; edge < capacity.length; edge++) {
      largest = capacity[edge] > capacity[largest] ? edge : largest;
    }
    return largest;
  }

  /**
   * Runs so many steps.
   *
   * @param before is called with the number of each step
   */
  void run(int steps, IntConsumer before) {
    for (int end = step + steps; step < end; step++) {
      before.accept(step);
      List<Traffic.Request> drawn = traffic.step(step * STEP_SECONDS / 3_600.0, requests);
      for (Going going : ways.values()) {
        going.steps.add(go(going, drawn));
      }
    }
  }

  private Step go(Going going, List<Traffic.Request> drawn) {
    double[] millis = new double[drawn.size()];
    int[] counts = new int[earth.edges()];
    int best = 0;
    for (int i = 0; i < drawn.size(); i++) {
      Traffic.Request request = drawn.get(i);
      int edge = going.way.edgeFor(request, alive);
      double way = earth.roundTripMillis(request.network(), edge) * request.noise();
      millis[i] = way + going.queueMillis[edge];
      counts[edge]++;
      best += edge == oracle.edgeFor(request, alive) ? 1 : 0;
      going.way.measured(request, edge, way);
    }
    double highest = 0;
    for (int edge = 0; edge < counts.length; edge++) {
      double now = counts[edge] / capacity[edge];
      highest = Math.max(highest, now);
      going.load[edge] += SMOOTHING * (Math.min(now, 1) - going.load[edge]);
      double bounded = Math.min(going.load[edge], HIGHEST_LOAD);
      going.queueMillis[edge] = QUEUE_MILLIS * bounded / (1 - bounded);
    }
    going.way.stepped(alive, going.load);
    Arrays.sort(millis);
    return new Step(
        millis[millis.length / 2],
        millis[millis.length * 95 / 100],
        (double) best / millis.length,
        highest);
  }

  Map<String, List<Step>> results() {
    Map<String, List<Step>> results = new LinkedHashMap<>();
    ways.forEach((name, going) -> results.put(name, List.copyOf(going.steps)));
    return results;
  }
}
