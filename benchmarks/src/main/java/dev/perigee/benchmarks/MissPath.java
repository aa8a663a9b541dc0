package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a miss costs: Perigee's edge and origin-service together against nginx and Varnish as
 * caching proxies, all in front of the same origin, each request for an object of its own.
 *
 * <p>The servers under test have core 0, the origin and the load generator core 1; they take turns
 * after a warm-up, and the median round counts. Then, one request at a time, how much later the
 * first byte comes than from the origin itself.
 */
public final class MissPath {

  private static final List<Integer> BODY_BYTES = List.of(1_024, 1_048_576);
  private static final int ROUNDS = 3;
  private static final int ROUND_SECONDS = 5;
  private static final int WARM_UP_SECONDS = 15;
  private static final int MAX_WARM_UPS = 8;

  /** Warm is who needs at least so much of what it needed before. */
  private static final double STEADY = 0.95;

  private static final int FIRST_BYTES = 1_500;

  private final Map<String, Contender> contenders;
  private final Path work;

  private MissPath(Map<String, Contender> contenders, Path work) {
    this.contenders = contenders;
    this.work = work;
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = root.resolve("target/bench/miss");
    List<Long> sizes = BODY_BYTES.stream().map(Integer::longValue).toList();
    try (NginxOrigin origin = NginxOrigin.start(work.resolve("origin"), sizes);
        Contender nginx = NginxCache.start(work.resolve("nginx"), origin.port());
        Contender varnish = VarnishCache.start(work.resolve("varnish"), origin.port());
        BenchmarkSuite suite = BenchmarkSuite.start(root, work.resolve("perigee"));
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      for (long pid : origin.pids()) {
        Cores.pin(pid, 1);
      }
      Map<String, Contender> contenders = new LinkedHashMap<>();
      contenders.put("nginx", nginx);
      contenders.put("varnish", varnish);
      contenders.put(
          "perigee", PerigeeMiss.of(suite, controlPlane.createSite(origin.port()).domainName()));
      MissPath misses = new MissPath(contenders, work);
      for (int bytes : BODY_BYTES) {
        misses.compare(bytes);
      }
      misses.firstBytes(origin.port());
    }
  }

  /** A contender and its rounds. */
  private record Measured(String name, Contender contender, List<Load.Result> rounds) {}

  private void compare(int bytes) throws IOException, InterruptedException {
    List<Measured> all = new ArrayList<>();
    for (Map.Entry<String, Contender> entry : contenders.entrySet()) {
      all.add(new Measured(entry.getKey(), entry.getValue(), new ArrayList<>()));
      Load.warmUp(
          () -> Load.misses(entry.getValue(), bytes + "/warm-up", work, WARM_UP_SECONDS),
          MAX_WARM_UPS,
          STEADY);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Measured one : all) {
        one.rounds().add(Load.misses(one.contender(), bytes + "/" + round, work, ROUND_SECONDS));
      }
    }
    System.out.printf(Locale.ROOT, "miss, %,d bytes, HTTP/1.1 keep-alive%n", bytes);
    double perigee = Load.median(all.getLast().rounds()).cpuMicrosPerRequest();
    for (Measured one : all) {
      Load.Result median = Load.median(one.rounds());
      System.out.printf(
          Locale.ROOT,
          "  %-8s %7.1f us CPU a request  %,8.0f requests/s  perigee is %.2f x that%n",
          one.name(),
          median.cpuMicrosPerRequest(),
          median.requestsPerSecond(),
          perigee / median.cpuMicrosPerRequest());
    }
  }

  private void firstBytes(int originPort) throws IOException {
    Map<String, FirstByte> clients = new LinkedHashMap<>();
    clients.put("origin", FirstByte.of("127.0.0.1", originPort));
    for (Map.Entry<String, Contender> entry : contenders.entrySet()) {
      clients.put(entry.getKey(), FirstByte.of(entry.getValue().host(), entry.getValue().port()));
    }
    Map<String, List<Long>> nanos = new LinkedHashMap<>();
    for (int i = 0; i < FIRST_BYTES; i++) {
      for (Map.Entry<String, FirstByte> client : clients.entrySet()) {
        nanos
            .computeIfAbsent(client.getKey(), _ -> new ArrayList<>())
            .add(client.getValue().get("/1024/first-byte-" + i));
      }
    }
    System.out.println("first byte of a miss, 1,024 bytes, one request at a time");
    nanos.forEach((name, all) -> System.out.printf("  %-8s %s%n", name, Percentiles.of(all)));
    for (FirstByte client : clients.values()) {
      client.close();
    }
  }
}
