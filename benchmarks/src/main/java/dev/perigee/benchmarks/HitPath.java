package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a hit costs: Perigee's edge against nginx as a caching proxy, both in front of the same
 * origin with the same objects in memory.
 *
 * <p>The server under test has core 0 for itself, wrk has core 1. The servers take turns, several
 * rounds each after a warm-up, and the figure is the processor time of the server's own processes a
 * request (from {@code /proc}), since wall-clock rates say little on a shared machine. The median
 * round counts.
 */
public final class HitPath {

  private static final List<Integer> BODY_BYTES = List.of(1_024, 102_400);
  private static final int ROUNDS = 5;
  private static final int ROUND_SECONDS = 5;
  private static final int WARM_UP_SECONDS = 15;

  private HitPath() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = root.resolve("target/bench");
    try (BenchmarkOrigin origin = BenchmarkOrigin.start();
        Contender nginx = NginxCache.start(work.resolve("nginx"), origin.port());
        Contender perigee = PerigeeEdge.start(root, work.resolve("perigee"), origin.port())) {
      for (int bytes : BODY_BYTES) {
        compare(nginx, perigee, bytes);
      }
    }
  }

  private static void compare(Contender nginx, Contender perigee, int bytes)
      throws IOException, InterruptedException {
    String path = "/bytes/" + bytes;
    for (Contender contender : List.of(nginx, perigee)) {
      contender.requireHit(path, bytes);
      Load.run(contender, path, WARM_UP_SECONDS);
    }
    List<Load.Result> ofNginx = new ArrayList<>();
    List<Load.Result> ofPerigee = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ofNginx.add(Load.run(nginx, path, ROUND_SECONDS));
      ofPerigee.add(Load.run(perigee, path, ROUND_SECONDS));
    }
    report(bytes, Load.median(ofNginx), Load.median(ofPerigee));
  }

  private static void report(int bytes, Load.Result nginx, Load.Result perigee) {
    System.out.printf(
        Locale.ROOT,
        "hit, %,d bytes, HTTP/1.1 keep-alive%n"
            + "  nginx    %6.1f us CPU a request  %,9.0f requests/s%n"
            + "  perigee  %6.1f us CPU a request  %,9.0f requests/s%n"
            + "  ratio    %6.2f x nginx's CPU%n",
        bytes,
        nginx.cpuMicrosPerRequest(),
        nginx.requestsPerSecond(),
        perigee.cpuMicrosPerRequest(),
        perigee.requestsPerSecond(),
        perigee.cpuMicrosPerRequest() / nginx.cpuMicrosPerRequest());
  }
}
