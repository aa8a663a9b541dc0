package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;

/**
 * The control plane of a suite of its own with ten thousand distributions (or as many as its
 * argument says): how long it takes to get, update and list them, at the median of a client that
 * asks one after another, until an answer's last byte and until the SDK has decoded it, and how
 * long it takes a new follower of the topic, and an edge that knows none, to have them all.
 */
public final class ManyDistributions {

  private static final int PAGE = 100;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final ControlPlane controlPlane;
  private final Stopwatch stopwatch;
  private final List<String> ids;
  private String marker = "";

  private ManyDistributions(ControlPlane controlPlane, Stopwatch stopwatch, List<String> ids) {
    this.controlPlane = controlPlane;
    this.stopwatch = stopwatch;
    this.ids = ids;
  }

  public static void main(String[] args) throws Exception {
    int count = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path state = root.resolve("target/bench/control");
    try (BenchmarkSuite suite = BenchmarkSuite.start(root, state);
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      int port = URI.create(suite.endpoints().get("api").asText()).getPort();
      Stopwatch stopwatch = new Stopwatch(ServerProcess.listeningOn(port), controlPlane.lastByte());
      List<String> ids =
          stopwatch.whole(count + " created", () -> controlPlane.createRealistic(count));
      stopwatch.whole("all published", () -> Follower.readAll(suite.kafka(), count, LIMIT));
      new ManyDistributions(controlPlane, stopwatch, ids).measureRequests();
      long last =
          stopwatch.whole(
              "read by a new follower", () -> Follower.readAll(suite.kafka(), count, LIMIT));
      FreshEdge.stop(suite);
      stopwatch.whole("in force at a fresh edge", () -> FreshEdge.start(suite, last, LIMIT));
    }
  }

  private void measureRequests() throws IOException {
    stopwatch.median("get", () -> controlPlane.client().getDistribution(r -> r.id(anyId())));
    stopwatch.median("update", this::readAny, this::update);
    stopwatch.median("list " + PAGE, this::nextPage);
  }

  private String anyId() {
    return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
  }

  /** A version that may be updated. */
  private record Found(String id, String etag, DistributionConfig config) {}

  private Found readAny() {
    String id = anyId();
    var found = controlPlane.client().getDistributionConfig(r -> r.id(id));
    return new Found(id, found.eTag(), found.distributionConfig());
  }

  private void update(Found found) {
    DistributionConfig changed =
        found.config().toBuilder().comment("benchmark, after " + found.etag()).build();
    controlPlane
        .client()
        .updateDistribution(
            r -> r.id(found.id()).ifMatch(found.etag()).distributionConfig(changed));
  }

  /** Walks through all pages, again and again. */
  private void nextPage() {
    DistributionList page =
        controlPlane
            .client()
            .listDistributions(r -> r.maxItems(Integer.toString(PAGE)).marker(marker))
            .distributionList();
    marker = page.isTruncated() ? page.nextMarker() : "";
  }
}
