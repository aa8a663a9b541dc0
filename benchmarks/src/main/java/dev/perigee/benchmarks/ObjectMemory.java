package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What 200,000 objects of 1 KiB (or as many as the argument says) take in the memory of an edge
 * beyond their bodies, and how long viewers wait at worst for hits on all of them, when the
 * collector has that much to look at.
 */
public final class ObjectMemory {

  private static final int BYTES = 1_024;

  /** What the edge counts for one, and room for the policy to keep them all. */
  private static final long COUNTED_BYTES = 2_600;

  private static final int HIT_SECONDS = 30;
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  /** What a collector puts where objects were that it has not moved the others together over. */
  private static final Pattern GAPS =
      Pattern.compile("\\d+\\s+(\\d+)\\s+\\[Ljdk\\.internal\\.vm\\.FillerElement;");

  private static final Pattern PAUSES =
      Pattern.compile("(?m)^jvm_gc_pause_seconds_(count|sum|max)\\{.*} (\\S+)$");

  private final Path work;
  private final PerigeeEdge edge;
  private final URI metrics;
  private final int count;

  private ObjectMemory(Path work, PerigeeEdge edge, URI metrics, int count) {
    this.work = work;
    this.edge = edge;
    this.metrics = metrics;
    this.count = count;
  }

  public static void main(String[] args) throws Exception {
    int count = args.length == 0 ? 200_000 : Integer.parseInt(args[0]);
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = Files.createDirectories(root.resolve("target/bench/memory"));
    Map<String, String> settings = new HashMap<>(PerigeeEdge.ONE_CORE);
    settings.put("PERIGEE_EDGE_MEMORY_MAX_BYTES", Long.toString(count * COUNTED_BYTES));
    try (NginxOrigin origin = NginxOrigin.start(work.resolve("origin"), List.of((long) BYTES));
        BenchmarkSuite suite = BenchmarkSuite.start(root, work.resolve("suite"), 1, settings);
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      ControlPlane.Site site = controlPlane.createSite(origin.port());
      URI management = URI.create(suite.endpoints().get("edges").get(0).get("management").asText());
      new ObjectMemory(
              work,
              PerigeeEdge.of(suite, site.domainName()),
              management.resolve("/q/metrics"),
              count)
          .run();
    }
  }

  private void run() throws IOException, InterruptedException {
    ask("next", 1);
    long before = liveHeap();
    ask("next", fillSeconds());
    long stored = (long) gauge("perigee_edge_memory_objects");
    long heap = liveHeap() - before;
    ask("any", HIT_SECONDS);
    String hits = ask("any", HIT_SECONDS);
    System.out.printf(
        Locale.ROOT,
        "%,d objects of %,d bytes: %d bytes of heap each (%d once they are asked for again), %.0f"
            + " outside%nhits on all of them: %s%n",
        stored,
        BYTES,
        heap / stored,
        (liveHeap() - before) / stored,
        gauge("perigee_edge_memory_body_bytes") / stored,
        hits);
    Matcher pauses = PAUSES.matcher(page());
    System.out.println("pauses of the collector since the start, in seconds:");
    pauses.results().map(MatchResult::group).forEach(System.out::println);
  }

  private int fillSeconds() {
    return 10 + count / 1_500;
  }

  /**
   * @param which {@code next} for each object once and then none any more, {@code any} for any
   * @return what the load generator says of times and errors
   */
  private String ask(String which, int seconds) throws IOException, InterruptedException {
    Path script = work.resolve("objects.lua");
    Files.writeString(
        script,
        """
        local number, which = -1, "%s"
        function request()
          number = number + 1
          if which == "any" then number = math.random(0, %d) end
          return wrk.format("GET", "/%d/" .. math.min(number, %d))
        end
        function done(summary, latency, requests)
          io.write(string.format(
            "p50 %%.2f ms, p99 %%.2f, p99.9 %%.2f, most %%.2f; %%d requests, %%d errors\\n",
            latency:percentile(50) / 1000, latency:percentile(99) / 1000,
            latency:percentile(99.9) / 1000, latency.max / 1000, summary.requests,
            summary.errors.status + summary.errors.read + summary.errors.timeout))
        end
        """
            .formatted(which, count - 1, BYTES, count - 1));
    String report =
        Programs.output(
            "wrk",
            "-t1",
            "-c32",
            "-d" + seconds + "s",
            "-s",
            script.toString(),
            "-H",
            "Host: " + edge.host(),
            edge.url("/"));
    return report.lines().filter(line -> line.startsWith("p50")).findFirst().orElse(report);
  }

  /** Bytes of the objects that the edge's JVM has after a full collection. */
  private long liveHeap() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
    String pid = Long.toString(edge.pids().getFirst());
    String histogram = Programs.output(jcmd, pid, "GC.class_histogram");
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("no total in the histogram of the edge's heap");
    }
    Matcher gaps = GAPS.matcher(histogram);
    return Long.parseLong(total.group(1)) - (gaps.find() ? Long.parseLong(gaps.group(1)) : 0);
  }

  private double gauge(String name) throws IOException, InterruptedException {
    Matcher found = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(page());
    if (!found.find()) {
      throw new IOException("no gauge " + name + " at " + metrics);
    }
    return Double.parseDouble(found.group(1));
  }

  private String page() throws IOException, InterruptedException {
    return Programs.output("curl", "-sf", metrics.toString());
  }
}
