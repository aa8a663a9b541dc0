package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a hit costs: Perigee's edge beside nginx, Varnish, HAProxy and Apache Traffic Server as
 * caching proxies, all in front of the same origin with the same objects in memory, and beside a
 * bare Vert.x server.
 *
 * <p>The server under test has core 0 for itself, the load generator core 1. The servers take
 * turns, some rounds each after a warm-up, and the figure is the processor time of the server's own
 * processes for each request (from {@code /proc}), since wall-clock rates say little on a shared
 * machine. The median round counts. Nobody writes logs.
 */
public final class HitPath {

  private static final int KIB = 1_024;
  private static final int MIB = 1_024 * KIB;

  private final Map<String, Contender> contenders;
  private final Path work;
  private final int rounds;
  private final int seconds;

  private HitPath(Map<String, Contender> contenders, Path work, int rounds, int seconds) {
    this.contenders = contenders;
    this.work = work;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  /**
   * @param args {@code --short} for few cases, peers and seconds; {@code --only TEXT} for the cases
   *     whose titles have it
   */
  public static void main(String[] args) throws Exception {
    List<String> options = new ArrayList<>(List.of(args));
    boolean isShort = options.remove("--short");
    String wanted = "";
    if (options.size() == 2 && options.getFirst().equals("--only")) {
      wanted = options.getLast();
    } else if (!options.isEmpty()) {
      refuse(options + " (expected: --short, --only TEXT)");
    }
    List<HitCase> cases = cases(isShort, wanted);
    if (cases.isEmpty()) {
      refuse("no case has \"" + wanted + "\" in its title");
    }
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = emptied(root.resolve("target/bench/hits"));
    TestCertificate certificate = TestCertificate.in(work.resolve("tls"));
    try (BenchmarkOrigin origin = BenchmarkOrigin.start();
        Contender bare = BareVertx.start(work.resolve("bare"), certificate);
        Contender nginx = NginxCache.start(work.resolve("nginx"), certificate, origin.port());
        Contender varnish = VarnishCache.start(work.resolve("varnish"), origin.port());
        Contender haproxy =
            HaproxyCache.start(work.resolve("haproxy"), certificate, origin.port());
        Contender trafficServer =
            TrafficServerCache.start(work.resolve("trafficserver"), certificate, origin.port());
        Contender perigee = PerigeeEdge.start(root, work.resolve("perigee"), origin.port())) {
      Map<String, Contender> contenders = new LinkedHashMap<>();
      contenders.put("perigee", perigee);
      contenders.put("bare Vert.x", bare);
      contenders.put("nginx", nginx);
      contenders.put("HAProxy", haproxy);
      if (!isShort) {
        contenders.put("Varnish", varnish);
        contenders.put("Traffic Server", trafficServer);
      }
      HitPath path = new HitPath(contenders, work, 3, isShort ? 1 : 2);
      path.compareAll(cases);
    }
  }

  private static Path emptied(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> old = Files.walk(directory)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(directory);
  }

  private static List<HitCase> cases(boolean isShort, String wanted) {
    return cases(isShort).stream().filter(hit -> hit.title().contains(wanted)).toList();
  }

  private static void refuse(String reason) {
    System.err.println("perigee: bench: " + reason);
    System.exit(1);
  }

  private static List<HitCase> cases(boolean isShort) {
    if (isShort) {
      return List.of(
          HitCase.whole(Wire.HTTP1, KIB),
          HitCase.whole(Wire.HTTP1, 100 * KIB),
          HitCase.multiplexed(KIB, 10));
    }
    return List.of(
        HitCase.whole(Wire.HTTP1, KIB),
        HitCase.whole(Wire.HTTP1, 10 * KIB),
        HitCase.whole(Wire.HTTP1, 100 * KIB),
        HitCase.whole(Wire.HTTP1, MIB),
        HitCase.notModified(KIB),
        HitCase.special("1 KiB out of 100", 100 * KIB, KIB, "Range: bytes=51200-52223"),
        HitCase.whole(Wire.HTTP1, KIB).on(1),
        HitCase.whole(Wire.HTTP1, KIB).on(1_000),
        HitCase.whole(Wire.HTTP1, KIB).on(10_000),
        HitCase.whole(Wire.TLS, KIB),
        HitCase.whole(Wire.TLS, 100 * KIB),
        HitCase.multiplexed(KIB, 1),
        HitCase.multiplexed(KIB, 10),
        HitCase.multiplexed(100 * KIB, 10),
        HitCase.multiplexed(KIB, 100));
  }

  private void compareAll(List<HitCase> cases) throws IOException, InterruptedException {
    StringBuilder report = new StringBuilder(HitTable.head());
    System.out.print(report);
    for (HitCase hit : cases) {
      String rows = HitTable.rows(hit, measure(hit));
      System.out.print(rows);
      report.append(rows);
    }
    Path file = work.resolve("report.md");
    Files.writeString(file, report);
    System.out.println("\nThis table: " + file);
  }

  private Map<String, List<HitLoad.Round>> measure(HitCase hit)
      throws IOException, InterruptedException {
    Map<String, Contender> asked = new LinkedHashMap<>(contenders);
    asked.values().removeIf(contender -> !contender.knows(hit));
    for (Contender contender : asked.values()) {
      HitLoad.warmUp(contender, hit, work, seconds);
    }
    Map<String, List<HitLoad.Round>> measured = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Contender> one : asked.entrySet()) {
        measured
            .computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
            .add(HitLoad.run(one.getValue(), hit, work, seconds));
      }
    }
    return measured;
  }
}
