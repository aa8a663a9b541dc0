package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a request costs of a mix as viewers make it: a million objects, wanted by Zipf's law, their
 * sizes log-normal. The most wanted are in the cache and have 95 requests of 100; of the others
 * each is asked for so rarely that it is a miss. Perigee's edge and origin-service together against
 * nginx, Varnish and HAProxy as caching proxies with as much memory, all in front of the same
 * origin.
 *
 * <p>The servers under test have core 0, the origin and the load generator core 1; they take turns
 * after a warm-up, and the median round counts.
 */
public final class RealisticMix {

  private static final int OBJECTS = 1_000_000;
  private static final double EXPONENT = 1.2;

  /** The most wanted, which have 95 requests of 100 by that exponent. */
  private static final int KEPT = 48_000;

  private static final double MEDIAN_BYTES = 2_048;
  private static final double SIGMA = 1.2;

  /** The upper half of a normal distribution in eight parts of equal weight, the middle of each. */
  private static final double[] PARTS = {
    0.0784, 0.2372, 0.4023, 0.5791, 0.7764, 1.0100, 1.3180, 1.8627
  };

  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 3;
  private static final int ROUND_SECONDS = 5;
  private static final int MAX_WARM_UPS = 10;

  /** Warm is who needs at least so much of what it needed before. */
  private static final double STEADY = 0.97;

  private final Map<String, Contender> contenders;
  private final Path work;
  private final List<Long> sizes;

  private RealisticMix(Map<String, Contender> contenders, Path work, List<Long> sizes) {
    this.contenders = contenders;
    this.work = work;
    this.sizes = sizes;
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = root.resolve("target/bench/mix");
    List<Long> sizes = sizes();
    Map<String, String> settings = new HashMap<>(PerigeeEdge.ONE_CORE);
    settings.put("PERIGEE_EDGE_MEMORY_MAX_BYTES", Long.toString(1L << 30));
    TestCertificate certificate = TestCertificate.in(work.resolve("tls"));
    try (NginxOrigin origin = NginxOrigin.start(work.resolve("origin"), sizes);
        Contender nginx = NginxCache.start(work.resolve("nginx"), origin.port());
        Contender varnish = VarnishCache.start(work.resolve("varnish"), origin.port());
        Contender haproxy =
            HaproxyCache.start(work.resolve("haproxy"), certificate, origin.port());
        BenchmarkSuite suite = BenchmarkSuite.start(root, work.resolve("perigee"), 1, settings);
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      for (long pid : origin.pids()) {
        Cores.pin(pid, 1);
      }
      Map<String, Contender> contenders = new LinkedHashMap<>();
      contenders.put("nginx", nginx);
      contenders.put("Varnish", varnish);
      contenders.put("HAProxy", haproxy);
      contenders.put(
          "perigee", PerigeeMiss.of(suite, controlPlane.createSite(origin.port()).domainName()));
      new RealisticMix(contenders, work, sizes).compare();
    }
  }

  private static List<Long> sizes() {
    return DoubleStream.concat(DoubleStream.of(PARTS).map(part -> -part), DoubleStream.of(PARTS))
        .mapToObj(part -> Math.round(MEDIAN_BYTES * Math.exp(SIGMA * part)))
        .toList();
  }

  /** A contender and its rounds. */
  private record Measured(String name, Contender contender, List<Load.Result> rounds) {}

  private void compare() throws IOException, InterruptedException {
    List<Measured> all = new ArrayList<>();
    for (Map.Entry<String, Contender> one : contenders.entrySet()) {
      all.add(new Measured(one.getKey(), one.getValue(), new ArrayList<>()));
      fill(one.getValue());
      Load.warmUp(() -> ask(one.getValue()), MAX_WARM_UPS, STEADY);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Measured one : all) {
        one.rounds().add(ask(one.contender()));
      }
    }
    double perigee = Load.median(all.getLast().rounds()).cpuMicrosPerRequest();
    for (Measured one : all) {
      Load.Result median = Load.median(one.rounds());
      System.out.printf(
          Locale.ROOT,
          "%-8s %7.1f us CPU a request  %,8.0f requests/s  perigee is %.2f x that%n",
          one.name(),
          median.cpuMicrosPerRequest(),
          median.requestsPerSecond(),
          perigee / median.cpuMicrosPerRequest());
    }
  }

  /** Has it keep the most wanted objects. */
  private void fill(Contender contender) throws IOException, InterruptedException {
    Path uris = work.resolve("uris");
    Files.write(
        uris, IntStream.rangeClosed(1, KEPT).mapToObj(n -> contender.url(path(n))).toList());
    List<String> command = new ArrayList<>(List.of("h2load", "--h1", "-t1", "-c" + CONNECTIONS));
    command.addAll(List.of("-n" + KEPT, "-i", uris.toString()));
    command.addAll(List.of("-H", ":authority: " + contender.host()));
    Programs.output(command, Map.of());
    for (int rank : List.of(1, KEPT / 2, KEPT)) {
      contender.requireHit(path(rank), Math.toIntExact(bytes(rank)));
    }
  }

  private long bytes(int rank) {
    return sizes.get(rank % sizes.size());
  }

  private String path(int rank) {
    return "/" + bytes(rank) + "/" + rank;
  }

  /** Asks for some seconds; what is not kept has names of its own each time. */
  private Load.Result ask(Contender contender) throws IOException, InterruptedException {
    Path script = work.resolve("mix.lua");
    Files.writeString(
        script,
        """
        local sizes = { %s }
        local sums, sum = {}, 0
        function init()
          math.randomseed(%d)
          for rank = 1, %d do
            sum = sum + rank ^ -%s
            sums[rank] = sum
          end
        end
        function request()
          local wanted, low, high = math.random() * sum, 1, #sums
          while low < high do
            local middle = math.floor((low + high) / 2)
            if sums[middle] < wanted then low = middle + 1 else high = middle end
          end
          local path = "/" .. sizes[low %% #sizes + 1] .. "/" .. low
          if low > %d then path = path .. "-%d" end
          return wrk.format("GET", path)
        end
        """
            .formatted(
                sizes.stream().map(Object::toString).collect(Collectors.joining(", ")),
                System.nanoTime() & Integer.MAX_VALUE,
                OBJECTS,
                EXPONENT,
                KEPT,
                System.nanoTime()));
    return Load.run(contender, script, ROUND_SECONDS);
  }
}
