package dev.perigee.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * A purge of a hundred thousand objects by one wildcard, under two thousand requests a second: how
 * many requests the origin has at once, and what becomes of hits on other objects of the same edge.
 * Three requests in four are for other objects. The origin takes 20 ms for an answer, so that more
 * is asked for than the ceiling lets through. Other parts give way to the edge. A storm before
 * those that are measured does not count: an edge that has never seen one is busy compiling.
 */
public final class PurgeStorm {

  private static final int PURGED = 100_000;
  private static final int OTHERS = 1_000;
  private static final int PURGED_A_SECOND = 500;
  private static final int OTHERS_A_SECOND = 1_500;
  private static final int WARMED_A_SECOND = 5_000;
  private static final int SECONDS = 15;
  private static final int CEILING = 8;
  private static final Duration ORIGIN_DELAY = Duration.ofMillis(20);
  private static final int CONNECTIONS = 64;
  private static final int STORMS = 3;
  private static final double P99 = 0.99;

  private final SlowOrigin origin;
  private final BenchmarkSuite suite;
  private final ControlPlane controlPlane;
  private final ControlPlane.Site site;
  private final LongFunction<String> purged = n -> "/purged/" + n * 7_919 % PURGED;
  private final LongFunction<String> others = n -> "/others/" + n % OTHERS;

  private PurgeStorm(
      SlowOrigin origin, BenchmarkSuite suite, ControlPlane controlPlane, ControlPlane.Site site) {
    this.origin = origin;
    this.suite = suite;
    this.controlPlane = controlPlane;
    this.site = site;
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Map<String, String> settings =
        Map.of("PERIGEE_EDGE_FILL_MAX_FETCHES", Integer.toString(CEILING));
    try (SlowOrigin origin = SlowOrigin.start();
        BenchmarkSuite suite =
            BenchmarkSuite.start(root, root.resolve("target/bench/storm"), 1, settings);
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      ControlPlane.Site site = controlPlane.createSite(origin.port());
      Cores.giveToEdge(suite);
      new PurgeStorm(origin, suite, controlPlane, site).run();
    }
  }

  private void run() throws Exception {
    storm("not counted");
    List<Double> ratios = new ArrayList<>();
    for (int storm = 1; storm <= STORMS; storm++) {
      ratios.add(storm("storm " + storm));
    }
    Collections.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "p99 of other objects: %.2f x of before (%.2f to %.2f)%n",
        ratios.get(STORMS / 2),
        ratios.getFirst(),
        ratios.getLast());
    System.out.printf(
        Locale.ROOT,
        "origin: %d requests at once at most (ceiling %d), %,d in all%s%n",
        origin.mostUnderWay(),
        CEILING,
        origin.answers(),
        Stopwatch.load());
  }

  /** How many times as long other objects take at p99 as before. */
  private double storm(String name) throws Exception {
    origin.takes(Duration.ZERO);
    load(CONNECTIONS, WARMED_A_SECOND).warm(PURGED, purged);
    load(CONNECTIONS, WARMED_A_SECOND).warm(OTHERS, others);
    Percentiles before = measure(name + ", before");
    origin.takes(ORIGIN_DELAY);
    controlPlane.invalidate(site.id(), List.of("/purged/*"));
    return measure(name + ", after").millis(P99) / before.millis(P99);
  }

  private SteadyLoad load(int connections, int aSecond) {
    return new SteadyLoad(suite.edges().getFirst(), site.domainName(), connections, aSecond);
  }

  /** What other objects took. */
  private Percentiles measure(String when) throws Exception {
    Callable<SteadyLoad.Result> onPurged =
        () -> load(CONNECTIONS, PURGED_A_SECOND).run((long) PURGED_A_SECOND * SECONDS, purged);
    Callable<List<Long>> onOthers =
        () ->
            PacedLoad.run(
                suite.edges().getFirst(),
                site.domainName(),
                OTHERS_A_SECOND,
                SECONDS,
                LongStream.range(0, OTHERS).mapToObj(others).toList(),
                suite.state());
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Future<SteadyLoad.Result> first = both.submit(onPurged);
      Future<List<Long>> second = both.submit(onOthers);
      print(
          when,
          "the objects of the purge",
          Percentiles.of(first.get().nanos()),
          first.get().failed());
      Percentiles taken = Percentiles.of(second.get());
      print(when, "other objects", taken, 0);
      return taken;
    }
  }

  private static void print(String when, String what, Percentiles taken, long refused) {
    System.out.printf(Locale.ROOT, "%-19s %-25s %s, %d refused%n", when, what, taken, refused);
  }
}
