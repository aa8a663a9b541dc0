package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How fast an object of 5 GiB (or as many as its argument says) streams from the origin through
 * edge and origin-service, which keep what fits in slices, and what memory the two hold meanwhile.
 * Against nginx that keeps slices too, and against nginx that only passes on. They take turns after
 * a warm-up; all servers have core 0, the origin and the client core 1.
 */
public final class LargeObject {

  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 5;
  private static final int SAMPLE_MILLIS = 200;
  private static final double MEBI = 1 << 20;

  private final Contender nginx;
  private final PerigeeMiss perigee;
  private final long bytes;

  private LargeObject(Contender nginx, PerigeeMiss perigee, long bytes) {
    this.nginx = nginx;
    this.perigee = perigee;
    this.bytes = bytes;
  }

  public static void main(String[] args) throws Exception {
    long bytes = (args.length == 0 ? 5L : Long.parseLong(args[0])) << 30;
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = root.resolve("target/bench/large");
    try (NginxOrigin origin = NginxOrigin.start(work.resolve("origin"), List.of(bytes));
        NginxCache nginx = NginxCache.start(work.resolve("nginx"), origin.port());
        BenchmarkSuite suite = BenchmarkSuite.start(root, work.resolve("perigee"));
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      pin(origin.pids(), "1");
      PerigeeMiss perigee =
          PerigeeMiss.of(suite, controlPlane.createSite(origin.port()).domainName());
      pin(nginx.pids(), "0");
      pin(perigee.pids(), "0");
      LargeObject large = new LargeObject(nginx, perigee, bytes);
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        download(perigee, large.path("", "warm-up-" + round));
      }
      for (int round = 0; round < ROUNDS; round++) {
        large.compare(round);
      }
    }
  }

  private void compare(int round) throws IOException, InterruptedException {
    Rate slicing = download(nginx, path("/sliced", "round-" + round));
    Rate passing = download(nginx, path("/stream", "round-" + round));
    Resident edge = Resident.watch("edge-service", perigee.edge());
    Resident service = Resident.watch("origin-service", perigee.origin());
    Rate own = download(perigee, path("", "round-" + round));
    System.out.printf(Locale.ROOT, "%,d MiB%n", bytes >> 20);
    System.out.printf(Locale.ROOT, "  perigee              %s%n", own);
    System.out.printf(
        Locale.ROOT, "  nginx, in slices     %s, %s%n", slicing, own.against(slicing));
    System.out.printf(
        Locale.ROOT, "  nginx, keeps nothing %s, %s%n", passing, own.against(passing));
    System.out.printf("  %s%n  %s%n", edge.end(), service.end());
  }

  private String path(String way, String name) {
    return way + "/" + bytes + "/" + name;
  }

  private static void pin(Iterable<Long> pids, String core)
      throws IOException, InterruptedException {
    for (long pid : pids) {
      Programs.output("taskset", "-a", "-c", "-p", core, Long.toString(pid));
    }
  }

  /**
   * @param cpuMicrosPerMebibyte processor time of the servers, user and system
   */
  private record Rate(double mebibytesPerSecond, double cpuMicrosPerMebibyte) {
    String against(Rate other) {
      return String.format(
          Locale.ROOT,
          "perigee has %.2f of its rate",
          mebibytesPerSecond / other.mebibytesPerSecond);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,.0f MiB/s (%,.0f us CPU a MiB)",
          mebibytesPerSecond,
          cpuMicrosPerMebibyte);
    }
  }

  /** Downloads all of it. */
  private static Rate download(Contender from, String path)
      throws IOException, InterruptedException {
    double before = Load.cpuMillis(from.pids());
    String speedAndSize =
        Programs.output(
            "taskset",
            "-c",
            "1",
            "curl",
            "-sSf",
            "-o",
            "/dev/null",
            "-w",
            "%{speed_download} %{size_download}",
            "-H",
            "Host: " + from.host(),
            from.url(path));
    double used = Load.cpuMillis(from.pids()) - before;
    String[] parts = speedAndSize.split(" ");
    return new Rate(
        Double.parseDouble(parts[0]) / MEBI, 1_000 * used / (Double.parseDouble(parts[1]) / MEBI));
  }

  /** A process' resident memory over a while. */
  private static final class Resident {
    private final String name;
    private final Path status;
    private final long atFirst;
    private final Thread sampler;
    private volatile long most;
    private volatile boolean over;

    private Resident(String name, Path status, long atFirst) {
      this.name = name;
      this.status = status;
      this.atFirst = atFirst;
      this.most = atFirst;
      this.sampler = Thread.ofVirtual().unstarted(this::sample);
    }

    static Resident watch(String name, long pid) throws IOException {
      Path status = Path.of("/proc/" + pid + "/status");
      Resident resident = new Resident(name, status, kibibytes(status));
      resident.sampler.start();
      return resident;
    }

    private void sample() {
      try {
        while (!over) {
          most = Math.max(most, kibibytes(status));
          TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
        }
      } catch (IOException | InterruptedException e) {
        over = true;
      }
    }

    String end() throws InterruptedException, IOException {
      over = true;
      sampler.join();
      return String.format(
          Locale.ROOT,
          "%-15s resident: %d MiB before, %d MiB at most, %d MiB after",
          name,
          atFirst >> 10,
          most >> 10,
          kibibytes(status) >> 10);
    }

    private static long kibibytes(Path status) throws IOException {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow(() -> new IOException(status + " has no VmRSS"));
    }
  }
}
