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

  private static final Pattern WRK_REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern WRK_50 = Pattern.compile("50%\\s+([\\d.]+)(us|ms|s)\\b");
  private static final Pattern WRK_99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)\\b");
  private static final Pattern WRK_ERRORS = Pattern.compile("Non-2xx|Socket errors");
  private static final Pattern H2LOAD_REQUESTS =
      Pattern.compile("requests: .* (\\d+) succeeded, (\\d+) failed");

  /** All are to use what BoringSSL chooses by itself. */
  private static final String CIPHER = "TLS_AES_128_GCM_SHA256";

  private static final Map<String, Double> MICROS = Map.of("us", 1.0, "ms", 1e3, "s", 1e6);
  private static final double MICROS_PER_MILLI = 1_000;
  private static final int MAX_WARM_UPS = 10;

  /** Warm is who needs at least so much of what it needed before. */
  private static final double STEADY = 0.97;

  private HitLoad() {}

  /**
   * What a round showed.
   *
   * @param cpuMicros processor time of the server for each request, user and system
   * @param perSecond requests
   * @param p50Micros time of a request at the client
   */
  record Round(double cpuMicros, double perSecond, double p50Micros, double p99Micros) {}

  /**
   * Until a round costs no less than the one before: compilers take their time.
   *
   * @throws IOException where what is asked for is no hit
   */
  static void warmUp(Contender contender, HitCase hit, Path work, int seconds)
      throws IOException, InterruptedException {
    contender.requireHit(hit);
    double before = Double.MAX_VALUE;
    for (int i = 0; i < MAX_WARM_UPS; i++) {
      double now = run(contender, hit, work, seconds).cpuMicros();
      if (now > STEADY * before) {
        return;
      }
      before = now;
    }
  }

  static Round run(Contender contender, HitCase hit, Path work, int seconds)
      throws IOException, InterruptedException {
    contender.pin();
    double before = Load.cpuMillis(contender.pids());
    Client client =
        hit.wire().isSecure()
            ? h2load(contender, hit, work, seconds)
            : wrk(contender, hit, seconds);
    double used = Load.cpuMillis(contender.pids()) - before;
    return new Round(
        used * MICROS_PER_MILLI / client.requests(),
        (double) client.requests() / seconds,
        client.p50Micros(),
        client.p99Micros());
  }

  private record Client(long requests, double p50Micros, double p99Micros) {}

  private static Client wrk(Contender contender, HitCase hit, int seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", "1", "wrk", "-t1"));
    command.addAll(List.of("-c" + hit.connections(), "-d" + seconds + "s", "--latency"));
    command.addAll(List.of("--timeout", "20s", "-H", "Host: " + contender.host()));
    hit.headers().forEach(header -> command.addAll(List.of("-H", header)));
    command.add(contender.url(hit.wire(), hit.path()));
    String report = Programs.output(command, Map.of());
    if (WRK_ERRORS.matcher(report).find()) {
      throw new IOException("not every answer was good: " + report);
    }
    long requests = Long.parseLong(found(WRK_REQUESTS, report).group(1));
    return new Client(requests, micros(WRK_50, report), micros(WRK_99, report));
  }

  private static double micros(Pattern pattern, String report) throws IOException {
    Matcher matcher = found(pattern, report);
    return Double.parseDouble(matcher.group(1)) * MICROS.getOrDefault(matcher.group(2), 1.0);
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
    Matcher requests = found(H2LOAD_REQUESTS, report);
    if (!requests.group(2).equals("0")) {
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

  private static Matcher found(Pattern pattern, String report) throws IOException {
    Matcher matcher = pattern.matcher(report);
    if (!matcher.find()) {
      throw new IOException("the load generator's report is not understood: " + report);
    }
    return matcher;
  }
}
