package dev.perigee.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * How long a changed configuration takes to be in force: from the API's answer to the first answer
 * of the last of three edges that goes by it, its fetch from the origin included. What changes is
 * the default root object, whose name is its text.
 */
public final class ConfigurationLatency {

  private static final int EDGES = 3;
  private static final int WARM_UP = 20;
  private static final int SAMPLES = 200;

  private final ControlPlane controlPlane;
  private final String distributionId;
  private final List<EdgeProbe> probes;
  private final ExecutorService viewers = Executors.newFixedThreadPool(EDGES);
  private long version = 1;

  private ConfigurationLatency(
      ControlPlane controlPlane, String distributionId, List<EdgeProbe> probes) {
    this.controlPlane = controlPlane;
    this.distributionId = distributionId;
    this.probes = probes;
  }

  /** What a change took, in nanoseconds, from the call of the API and from its answer. */
  private record Change(long sinceCall, long sinceAccepted) {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path state = root.resolve("target/bench/configuration");
    try (ThreadedServer origin = ThreadedServer.start(ConfigurationLatency::answer);
        BenchmarkSuite suite = BenchmarkSuite.start(root, state, EDGES, Map.of());
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      DistributionConfig config =
          SiteConfig.of(origin.port()).toBuilder().defaultRootObject("1").build();
      ControlPlane.Site site = controlPlane.createSite(config);
      List<EdgeProbe> probes = new ArrayList<>();
      for (URI edge : suite.edges()) {
        probes.add(EdgeProbe.connect(edge, site.domainName()));
      }
      ConfigurationLatency benchmark = new ConfigurationLatency(controlPlane, site.id(), probes);
      benchmark.run();
      benchmark.viewers.close();
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] name =
        exchange.getRequestURI().getPath().substring(1).getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().set("Cache-Control", "max-age=86400");
    exchange.sendResponseHeaders(200, name.length);
    exchange.getResponseBody().write(name);
    exchange.close();
  }

  private void run() throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      change();
    }
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      changes.add(change());
    }
    System.out.println("in force at " + EDGES + " edges" + Stopwatch.load());
    System.out.println(
        "  since accepted  "
            + Percentiles.of(changes.stream().map(Change::sinceAccepted).toList()));
    System.out.println(
        "  since called    " + Percentiles.of(changes.stream().map(Change::sinceCall).toList()));
  }

  private Change change() throws Exception {
    var found = controlPlane.client().getDistributionConfig(r -> r.id(distributionId));
    long wanted = ++version;
    DistributionConfig changed =
        found.distributionConfig().toBuilder().defaultRootObject(Long.toString(wanted)).build();
    List<Callable<Long>> waiting = new ArrayList<>();
    probes.forEach(probe -> waiting.add(() -> probe.awaitVersion("/", wanted)));
    List<Future<Long>> answers = waiting.stream().map(viewers::submit).toList();

    long called = System.nanoTime();
    controlPlane
        .client()
        .updateDistribution(
            r -> r.id(distributionId).ifMatch(found.eTag()).distributionConfig(changed));
    long accepted = System.nanoTime();
    long last = called;
    for (Future<Long> answer : answers) {
      last = Math.max(last, answer.get());
    }
    return new Change(last - called, Math.max(0, last - accepted));
  }
}
