package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How long an old object is still served once its invalidation is accepted: from the API's answer
 * to the first answer of the last of three edges that has the new one, its fetch from the origin
 * included. One object is in all edges' memory; a viewer of each asks for it a thousand times a
 * second. Beside it come a thousand batches of others a second: by way of invalidation-service, as
 * far as the machine can, and by the log alone.
 */
public final class PurgeLatency {

  private static final int EDGES = 3;
  private static final List<Integer> PATHS_A_BATCH = List.of(1, 100, 3_000);
  private static final int BATCHES_A_SECOND = 1_000;
  private static final int WARM_UP = 150;

  /** Until those who store and publish batches are compiled. */
  private static final int ARRIVAL_WARM_UP_SECONDS = 40;

  private static final int SAMPLES = 200;

  private final VersionedOrigin origin;
  private final ControlPlane controlPlane;
  private final ControlPlane.Site site;
  private final List<EdgeProbe> probes;
  private final ExecutorService viewers = Executors.newFixedThreadPool(EDGES);
  private int purges;

  private PurgeLatency(
      VersionedOrigin origin,
      ControlPlane controlPlane,
      ControlPlane.Site site,
      List<EdgeProbe> probes) {
    this.origin = origin;
    this.controlPlane = controlPlane;
    this.site = site;
    this.probes = probes;
  }

  /**
   * What one purge took, in nanoseconds.
   *
   * @param sinceCall from the moment before the API was called
   * @param sinceAccepted from the moment its answer was here; 0 where every edge was as quick
   */
  private record Purge(long sinceCall, long sinceAccepted) {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path state = root.resolve("target/bench/purge");
    try (VersionedOrigin origin = VersionedOrigin.start();
        BenchmarkSuite suite = BenchmarkSuite.start(root, state, EDGES, Map.of());
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      ControlPlane.Site site = controlPlane.createSite(origin.port());
      List<EdgeProbe> probes = new ArrayList<>();
      for (URI edge : suite.edges()) {
        probes.add(EdgeProbe.connect(edge, site.domainName()));
      }
      PurgeLatency benchmark = new PurgeLatency(origin, controlPlane, site, probes);
      benchmark.run(suite);
      benchmark.viewers.close();
    }
  }

  private void run(BenchmarkSuite suite) throws Exception {
    for (int paths : PATHS_A_BATCH) {
      measure(paths, "");
    }
    try (ArrivingBatches others =
        ArrivingBatches.start(suite.invalidationService(), site.id(), BATCHES_A_SECOND)) {
      TimeUnit.SECONDS.sleep(ARRIVAL_WARM_UP_SECONDS);
      measure(1, " beside others that are stored and published");
      System.out.printf(
          Locale.ROOT,
          "  others: %,.0f batches a second were accepted, %d were refused%n",
          others.rate(),
          others.refused());
    }
    try (TopicFeed feed = new TopicFeed(suite.kafka(), site.id());
        TopicFeed.Arriving others = feed.start(BATCHES_A_SECOND)) {
      measure(1, " beside others in the log");
      System.out.printf(Locale.ROOT, "  others: %,.0f a second%n", others.rate());
    }
  }

  private void measure(int paths, String beside) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      purge(paths);
    }
    List<Purge> purged = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      purged.add(purge(paths));
    }
    System.out.printf(
        Locale.ROOT,
        "%,d path%s a batch%s%s%n  since accepted  %s%n  since called    %s%n",
        paths,
        paths == 1 ? "" : "s",
        beside,
        Stopwatch.load(),
        Percentiles.of(purged.stream().map(Purge::sinceAccepted).toList()),
        Percentiles.of(purged.stream().map(Purge::sinceCall).toList()));
  }

  private Purge purge(int paths) throws Exception {
    String path = "/objects/" + purges++ % 10;
    List<String> batch = new ArrayList<>();
    for (int i = 1; i < paths; i++) {
      batch.add("/others/" + purges + "/" + i);
    }
    batch.add(path);
    for (EdgeProbe probe : probes) {
      probe.version(path);
    }
    long wanted = origin.change();
    List<Callable<Long>> waiting = new ArrayList<>();
    probes.forEach(probe -> waiting.add(() -> probe.awaitVersion(path, wanted)));
    List<Future<Long>> answers = waiting.stream().map(viewers::submit).toList();

    long called = System.nanoTime();
    controlPlane.invalidate(site.id(), batch);
    long accepted = System.nanoTime();
    long last = called;
    for (Future<Long> answer : answers) {
      if (answer.get() - called < 0) {
        throw new IOException(path + " was new before it was purged");
      }
      last = Math.max(last, answer.get());
    }
    return new Purge(last - called, Math.max(0, last - accepted));
  }
}
