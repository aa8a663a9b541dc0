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
 * What 200,000 objects of 1 KiB (or as many, and of as many bytes, as the arguments say) take in
 * the memory of an edge beyond their bodies, and how long viewers wait at worst for hits on all of
 * them, when the collector has that much to look at. The edge is without its grid.
 */
public final class ObjectMemory {

  private static final int DEFAULT_BYTES = 1_024;

  /** What the edge counts for one beside its body, and room for the policy to keep them all. */
  private static final long COUNTED_BYTES = 1_576;

  private static final int HIT_SECONDS = 30;
  private static final int FILL_SECONDS = 30;
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests, 0 errors");
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
  private final int bytes;

  private ObjectMemory(Path work, PerigeeEdge edge, URI metrics, int count, int bytes) {
    this.work = work;
    this.edge = edge;
    this.metrics = metrics;
    this.count = count;
    this.bytes = bytes;
  }

  public static void main(String[] args) throws Exception {
    int count = args.length == 0 ? 200_000 : Integer.parseInt(args[0]);
    int bytes = args.length < 2 ? DEFAULT_BYTES : Integer.parseInt(args[1]);
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = Files.createDirectories(root.resolve("target/bench/memory"));
    Map<String, String> settings = new HashMap<>(PerigeeEdge.ONE_CORE);
    settings.put("PERIGEE_EDGE_MEMORY_MAX_BYTES", Long.toString(count * (COUNTED_BYTES + bytes)));
    try (NginxOrigin origin = NginxOrigin.start(work.resolve("origin"), List.of((long) bytes));
        BenchmarkSuite suite = BenchmarkSuite.start(root, work.resolve("suite"), 1, settings);
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      for (int server = 1; server <= 3; server++) {
        suite.control("stop", "infinispan-" + server);
      }
      ControlPlane.Site site = controlPlane.createSite(origin.port());
      URI management = URI.create(suite.endpoints().get("edges").get(0).get("management").asText());
      new ObjectMemory(
              work,
              PerigeeEdge.of(suite, site.domainName()),
              management.resolve("/q/metrics"),
              count,
              bytes)
          .run();
    }
  }

  private void run() throws IOException, InterruptedException {
    int filled = fill(0, 1);
    long before = liveHeap();
    while (filled < count) {
      filled += fill(filled, FILL_SECONDS);
    }
    long stored = (long) gauge("perigee_edge_memory_objects");
    long heap = liveHeap() - before;
    hit();
    String hits = hit();
    System.out.printf(
        Locale.ROOT,
        "%,d objects of %,d bytes: %d bytes of heap each (%d once they are asked for again), %.0f"
            + " outside%nhits on all of them: %s%n",
        stored,
        bytes,
        heap / stored,
        (liveHeap() - before) / stored,
        gauge("perigee_edge_memory_body_bytes") / stored,
        hits);
    Matcher pauses = PAUSES.matcher(page());
    System.out.println("pauses of the collector since the start, in seconds:");
    pauses.results().map(MatchResult::group).forEach(System.out::println);
  }

  /** Asks for one object after the other for some time; returns how many have come. */
  private int fill(int from, int seconds) throws IOException, InterruptedException {
    String report = ask("next", from, seconds);
    Matcher requests = REQUESTS.matcher(report);
    if (!requests.find()) {
      throw new IOException("not every answer was good: " + report);
    }
    return Integer.parseInt(requests.group(1));
  }

  private String hit() throws IOException, InterruptedException {
    return ask("any", 0, HIT_SECONDS);
  }

  /**
   * @param which {@code next} for one after the other, {@code any} for any
   * @param from the first one's number
   * @return what the load generator says of times and errors
   */
  private String ask(String which, int from, int seconds) throws IOException, InterruptedException {
    Path script = work.resolve("objects.lua");
    Files.writeString(
        script,
        """
        local number, which = %d, "%s"
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
            .formatted(from - 1, which, count - 1, bytes, count - 1));
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
