package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a hit costs while an edge remembers a million invalidations of the same distribution and a
 * thousand more come each second, against none of either, before and after. A thousand objects are
 * asked for in turn, so that nearly every hit is the first of its object since an invalidation has
 * come. Processor time of the edge's whole process counts, what it does for the invalidations
 * included; what these cost while nobody asks for anything is told beside. The edge has a core for
 * itself: the broker and who sends the invalidations are on that of the load generator.
 */
public final class HitsBesideInvalidations {

  private static final int OBJECTS = 1_000;
  private static final int REMEMBERED = 1_000_000;
  private static final int PATHS_A_RECORD = 1_000;
  private static final int ARRIVING_A_SECOND = 1_000;
  private static final int WARM_UP_SECONDS = 90;
  private static final int ROUNDS = 5;
  private static final int ROUND_SECONDS = 5;
  private static final int IDLE_SECONDS = 10;
  private static final double MICROS_PER_MILLI = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 200;

  private final Path work;
  private final PerigeeEdge edge;
  private final URI metrics;
  private final TopicFeed feed;
  private final List<String> paths =
      IntStream.range(0, OBJECTS).mapToObj(i -> "/bytes/1024/object-" + i).toList();

  private HitsBesideInvalidations(Path work, PerigeeEdge edge, URI metrics, TopicFeed feed) {
    this.work = work;
    this.edge = edge;
    this.metrics = metrics;
    this.feed = feed;
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = Files.createDirectories(root.resolve("target/bench"));
    Map<String, String> settings =
        Map.of(
            "PERIGEE_EDGE_INVALIDATIONS_REMEMBERED", Integer.toString(2 * REMEMBERED),
            "PERIGEE_EDGE_INVALIDATIONS_MAX_BYTES", Integer.toString(256 << 20),
            "PERIGEE_EDGE_INVALIDATIONS_MAX_BYTES_IN_ALL", Integer.toString(256 << 20));
    try (BenchmarkOrigin origin = BenchmarkOrigin.start();
        BenchmarkSuite suite = BenchmarkSuite.start(root, work.resolve("remembered"), 1, settings);
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      ControlPlane.Site site = controlPlane.createSite(origin.port());
      Cores.pin(ProcessHandle.current().pid(), 1);
      int broker = URI.create("kafka://" + suite.kafka()).getPort();
      Cores.pin(ServerProcess.listeningOn(broker).pid(), 1);
      URI management = URI.create(suite.endpoints().get("edges").get(0).get("management").asText());
      try (TopicFeed feed = new TopicFeed(suite.kafka(), site.id())) {
        new HitsBesideInvalidations(
                work,
                PerigeeEdge.of(suite, site.domainName()),
                management.resolve("/q/metrics"),
                feed)
            .run();
      }
    }
  }

  private void run() throws Exception {
    edge.requireHit(paths.getFirst(), 1_024);
    warmUp();
    List<Load.Result> without = new ArrayList<>(rounds());
    double idle = cpuMillisASecond();
    remember();
    List<Load.Result> remembering = rounds();
    List<Load.Result> both;
    double arriving;
    try (TopicFeed.Arriving _ = feed.start(ARRIVING_A_SECOND)) {
      Load.run(edge, paths, work, ROUND_SECONDS);
      both = rounds();
      arriving = cpuMillisASecond();
    }
    long entries = gauge("remembered");
    long bytes = gauge("bytes");
    forget();
    Load.run(edge, paths, work, ROUND_SECONDS);
    without.addAll(rounds());

    Load.Result base = Load.median(without);
    print("none remembered, none arriving", Load.median(without), base.cpuMicrosPerRequest());
    print("a million remembered", Load.median(remembering), base.cpuMicrosPerRequest());
    print("and a thousand a second arriving", Load.median(both), base.cpuMicrosPerRequest());
    System.out.printf(
        Locale.ROOT,
        "no hits: %.1f ms of CPU a second, %.1f while a thousand arrive: %.1f us for each%n",
        idle,
        arriving,
        (arriving - idle) * MICROS_PER_MILLI / ARRIVING_A_SECOND);
    System.out.printf(
        Locale.ROOT,
        "%,d remembered in %,d bytes: %.0f bytes each%s%n",
        entries,
        bytes,
        (double) bytes / entries,
        Stopwatch.load());
  }

  /** Until hits and arriving invalidations are both compiled: few polls a second take long. */
  private void warmUp() throws Exception {
    try (TopicFeed.Arriving _ = feed.start(ARRIVING_A_SECOND)) {
      Load.run(edge, paths, work, WARM_UP_SECONDS);
    }
    forget();
    Load.run(edge, paths, work, ROUND_SECONDS);
  }

  private void forget() throws Exception {
    feed.send(List.of("/*")).offset();
    awaitRemembered(0);
  }

  private void remember() throws Exception {
    for (int from = 0; from < REMEMBERED; from += PATHS_A_RECORD) {
      feed.send(
              IntStream.range(from, from + PATHS_A_RECORD)
                  .mapToObj(i -> "/catalogue/" + i % 97 + "/product-" + i + "/picture.jpg")
                  .toList())
          .offset();
    }
    awaitRemembered(REMEMBERED);
  }

  private List<Load.Result> rounds() throws IOException, InterruptedException {
    List<Load.Result> results = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      results.add(Load.run(edge, paths, work, ROUND_SECONDS));
    }
    return results;
  }

  /** What the edge uses while nobody asks for anything. */
  private double cpuMillisASecond() throws IOException, InterruptedException {
    double before = Load.cpuMillis(edge.pids());
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    return (Load.cpuMillis(edge.pids()) - before) / IDLE_SECONDS;
  }

  private static void print(String what, Load.Result result, double base) {
    System.out.printf(
        Locale.ROOT,
        "hit, %-34s %6.2f us CPU a request, %,.0f requests/s, %.3f x%n",
        what,
        result.cpuMicrosPerRequest(),
        result.requestsPerSecond(),
        result.cpuMicrosPerRequest() / base);
  }

  private void awaitRemembered(long wanted) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (gauge("remembered") != wanted) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            gauge("remembered") + " are remembered after " + LIMIT + " (expected: " + wanted + ")");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private long gauge(String name) throws IOException, InterruptedException {
    String page = Programs.output("curl", "-sf", metrics.toString());
    Matcher found =
        Pattern.compile("(?m)^perigee_edge_invalidations_" + name + "(?:\\{[^}]*})? (\\S+)$")
            .matcher(page);
    if (!found.find()) {
      throw new IOException("no gauge of " + name + " at " + metrics);
    }
    return (long) Double.parseDouble(found.group(1));
  }
}
