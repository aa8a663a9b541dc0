package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts the load of a case on a contender, and reads what it cost: by wrk, or by h2load where TLS is
 * spoken. The contender has core 0, the load core 1.
 */
final class HitLoad {

  private static final Pattern H2LOAD_REQUESTS =
      Pattern.compile("requests: .* (\\d+) succeeded, (\\d+) failed");

  /** All are to use what BoringSSL chooses by itself. */
  private static final String CIPHER = "TLS_AES_128_GCM_SHA256";

  private static final double MICROS_PER_MILLI = 1_000;

  /** Where something compiles: it has hardly begun after the first. */
  private static final int LEAST_WARM_UPS = 4;

  private static final int MAX_WARM_UPS = 10;

  /** Warm is who needs at least so much of what it needed before. */
  private static final double STEADY = 0.97;

  private HitLoad() {}

  /**
   * What a round showed.
   *
   * @param cpuMicros processor time of the server for each request, user and system
   * @param kernelMicros what the kernel took of it
   * @param perSecond requests
   * @param p50Micros time of a request at the client
   */
  record Round(
      double cpuMicros,
      double kernelMicros,
      double perSecond,
      double p50Micros,
      double p99Micros) {}

  /**
   * A round, and where there is a compiler some more, until one costs no less than that before.
   *
   * @throws IOException where what is asked for is no hit
   */
  static void warmUp(Contender contender, HitCase hit, Path work, int seconds)
      throws IOException, InterruptedException {
    contender.requireHit(hit);
    double before = Double.MAX_VALUE;
    for (int i = 0; i < MAX_WARM_UPS; i++) {
      double now = run(contender, hit, work, seconds).cpuMicros();
      if (!contender.compiles() || i + 1 >= LEAST_WARM_UPS && now > STEADY * before) {
        return;
      }
      before = now;
    }
  }

  static Round run(Contender contender, HitCase hit, Path work, int seconds)
      throws IOException, InterruptedException {
    contender.pin();
    double before = Load.cpuMillis(contender.pids());
    double kernelBefore = Load.kernelMillis(contender.pids());
    Client client =
        hit.wire().isSecure()
            ? h2load(contender, hit, work, seconds)
            : wrk(contender, hit, seconds);
    double used = Load.cpuMillis(contender.pids()) - before;
    double inKernel = Load.kernelMillis(contender.pids()) - kernelBefore;
    return new Round(
        used * MICROS_PER_MILLI / client.requests(),
        inKernel * MICROS_PER_MILLI / client.requests(),
        (double) client.requests() / seconds,
        client.p50Micros(),
        client.p99Micros());
  }

  private record Client(long requests, double p50Micros, double p99Micros) {}

  private static Client wrk(Contender contender, HitCase hit, int seconds)
      throws IOException, InterruptedException {
    List<String> asked = new ArrayList<>();
    hit.headers().forEach(header -> asked.addAll(List.of("-H", header)));
    asked.add(contender.url(hit.wire(), hit.path()));
    Wrk.Report report = Wrk.run(contender, hit.connections(), seconds, asked);
    return new Client(report.requests(), report.p50Micros(), report.p99Micros());
  }

  private static Client h2load(Contender contender, HitCase hit, Path work, int seconds)
      throws IOException, InterruptedException {
    Path log = work.resolve("h2load.log");
    Files.deleteIfExists(log);
    List<String> command = new ArrayList<>(List.of("taskset", "-c", "1", "h2load", "-t1"));
    command.addAll(List.of("-c" + hit.connections(), "-m" + hit.streams(), "-D" + seconds));
    command.addAll(List.of("--tls13-ciphers=" + CIPHER, "--log-file=" + log));
    if (hit.wire() == Wire.TLS) {
      command.add("--h1");
    }
    command.addAll(List.of("-H", ":authority: " + contender.host())); // for either version
    hit.headers().forEach(header -> command.addAll(List.of("-H", header)));
    command.add(contender.url(hit.wire(), hit.path()));
    String report = Programs.output(command, Map.of());
    Matcher requests = H2LOAD_REQUESTS.matcher(report);
    if (!requests.find() || !requests.group(2).equals("0")) {
      throw new IOException("not every answer was good: " + report);
    }
    long[] micros = micros(log);
    return new Client(
        Long.parseLong(requests.group(1)),
        micros[micros.length / 2],
        micros[micros.length * 99 / 100]);
  }

  /** The times of all requests, in order: the last column of h2load's log. */
  private static long[] micros(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf('\t') + 1)))
          .sorted()
          .toArray();
    }
  }
}
