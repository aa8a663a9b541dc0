package dev.perigee.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
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
 * is asked for than the ceiling lets through. Other parts give way to the edge. A storm before that
 * is not measured: an edge that has never seen one is busy compiling.
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
    for (String round : List.of("unmeasured", "measured")) {
      origin.takes(Duration.ZERO);
      load(CONNECTIONS, WARMED_A_SECOND).warm(PURGED, purged);
      load(CONNECTIONS, WARMED_A_SECOND).warm(OTHERS, others);
      measure(round + ", before");
      origin.takes(ORIGIN_DELAY);
      controlPlane.invalidate(site.id(), List.of("/purged/*"));
      measure(round + ", after");
    }
    System.out.printf(
        Locale.ROOT,
        "origin: %d requests at once at most (ceiling %d), %,d in all%s%n",
        origin.mostUnderWay(),
        CEILING,
        origin.answers(),
        Stopwatch.load());
  }

  private SteadyLoad load(int connections, int aSecond) {
    return new SteadyLoad(suite.edges().getFirst(), site.domainName(), connections, aSecond);
  }

  private void measure(String when) throws Exception {
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
      print(when, "the objects of the purge", first.get().nanos(), first.get().failed());
      print(when, "other objects", second.get(), 0);
    }
  }

  private static void print(String when, String what, List<Long> nanos, long refused) {
    System.out.printf(
        Locale.ROOT, "%-18s %-25s %s, %d refused%n", when, what, Percentiles.of(nanos), refused);
  }
}
