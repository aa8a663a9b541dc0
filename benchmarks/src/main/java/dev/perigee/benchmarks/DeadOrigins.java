package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What viewers of a healthy origin notice of 300 distributions (or as many as its argument says)
 * whose origins take connections and never answer, while several viewers of each wait: the time of
 * misses, at a steady pace, before, meanwhile and after.
 */
public final class DeadOrigins {

  private static final int VIEWERS_EACH = 4;
  private static final int MISSES = 6_000;
  private static final int WARM_UP = 3_000;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int BACKLOG = 64;

  private DeadOrigins() {}

  public static void main(String[] args) throws Exception {
    int count = args.length == 0 ? 300 : Integer.parseInt(args[0]);
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = root.resolve("target/bench/dead");
    List<ServerSocket> dead = new ArrayList<>();
    try (NginxOrigin origin = NginxOrigin.start(work.resolve("origin"), List.of(1_024L));
        BenchmarkSuite suite =
            BenchmarkSuite.start(
                root,
                work.resolve("perigee"),
                1,
                Map.of("PERIGEE_EDGE_VIEWERS_MAX_CONNECTIONS_PER_ADDRESS", "100000"));
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      URI edge = suite.edges().getFirst();
      String healthy = controlPlane.createSite(origin.port()).domainName();
      List<String> sites = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        dead.add(socket);
        sites.add(controlPlane.createSite(socket.getLocalPort()).domainName());
      }
      misses(edge, healthy, "warm-up", WARM_UP);
      Percentiles before = misses(edge, healthy, "before", MISSES);
      Percentiles meanwhile;
      try (Waiting waiting = Waiting.start(edge, sites)) {
        TimeUnit.SECONDS.sleep(5);
        meanwhile = misses(edge, healthy, "meanwhile", MISSES);
        System.out.printf(
            "%d distributions with dead origins, %d viewers waiting%n", count, waiting.open());
      }
      Percentiles after = misses(edge, healthy, "after", MISSES);
      System.out.printf(
          "  before     %s%n  meanwhile  %s%n  after      %s%n", before, meanwhile, after);
      System.out.printf(
          Locale.ROOT,
          "  ratio      p50 %.2f, p99 %.2f%n",
          meanwhile.millis(0.5) / mean(before.millis(0.5), after.millis(0.5)),
          meanwhile.millis(0.99) / mean(before.millis(0.99), after.millis(0.99)));
    } finally {
      for (ServerSocket socket : dead) {
        socket.close();
      }
    }
  }

  private static double mean(double a, double b) {
    return (a + b) / 2;
  }

  private static Percentiles misses(URI edge, String host, String round, int count)
      throws IOException, InterruptedException {
    List<Long> nanos = new ArrayList<>();
    try (FirstByte client = FirstByte.of(host, edge.getPort())) {
      for (int i = 0; i < count; i++) {
        long due = System.nanoTime() + PACE_NANOS;
        nanos.add(client.get("/1024/" + round + i));
        TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      }
    }
    return Percentiles.of(nanos);
  }

  /** Viewers who ask a dead origin for one object after another. */
  private record Waiting(ExecutorService viewers, LongAdder waiting) implements AutoCloseable {

    static Waiting start(URI edge, List<String> sites) {
      Waiting waiting = new Waiting(Executors.newVirtualThreadPerTaskExecutor(), new LongAdder());
      for (String site : sites) {
        for (int i = 0; i < VIEWERS_EACH; i++) {
          String prefix = "/v" + i + "/";
          waiting.viewers.submit(() -> waiting.ask(edge, site, prefix));
        }
      }
      return waiting;
    }

    long open() {
      return waiting.sum();
    }

    private Void ask(URI edge, String site, String prefix) throws IOException {
      for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
        try (Socket socket = new Socket(edge.getHost(), edge.getPort())) {
          waiting.increment();
          socket
              .getOutputStream()
              .write(
                  "GET %s%d HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                      .formatted(prefix, i, site)
                      .getBytes(StandardCharsets.US_ASCII));
          socket.getInputStream().readAllBytes();
        } finally {
          waiting.decrement();
        }
      }
      return null;
    }

    @Override
    public void close() {
      viewers.shutdownNow();
      viewers.close();
    }
  }
}
