package dev.perigee.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs wrk on core 1. */
final class Wrk {

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
  private static final Pattern P50 = Pattern.compile("50%\\s+([\\d.]+)(us|ms|s)\\b");
  private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)\\b");
  private static final Pattern ERRORS = Pattern.compile("Non-2xx|Socket errors");
  private static final Map<String, Double> MICROS = Map.of("us", 1.0, "ms", 1e3, "s", 1e6);

  /** Long enough for who is slow with many large bodies at once. */
  private static final String TIMEOUT = "20s";

  private static final int MOST_FILES = 16_384;

  private Wrk() {}

  /**
   * What it says.
   *
   * @param p50Micros time of a request
   */
  record Report(long requests, double perSecond, double p50Micros, double p99Micros) {}

  /**
   * Puts load on a contender for some seconds.
   *
   * @param asked wrk's further arguments, and the URL
   * @throws IOException where not every answer was good
   */
  static Report run(Contender contender, int connections, int seconds, List<String> asked)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("prlimit", "--nofile=" + MOST_FILES + ":"));
    command.addAll(List.of("taskset", "-c", "1", "wrk", "-t1"));
    command.addAll(List.of("-c" + connections, "-d" + seconds + "s", "--latency"));
    command.addAll(List.of("--timeout", TIMEOUT, "-H", "Host: " + contender.host()));
    command.addAll(asked);
    String report = Programs.output(command, Map.of());
    if (ERRORS.matcher(report).find()) {
      throw new IOException("not every answer was good: " + report);
    }
    return new Report(
        Long.parseLong(found(REQUESTS, report).group(1)),
        Double.parseDouble(found(RATE, report).group(1)),
        micros(P50, report),
        micros(P99, report));
  }

  private static double micros(Pattern pattern, String report) throws IOException {
    Matcher matcher = found(pattern, report);
    return Double.parseDouble(matcher.group(1)) * MICROS.getOrDefault(matcher.group(2), 1.0);
  }

  private static Matcher found(Pattern pattern, String report) throws IOException {
    Matcher matcher = pattern.matcher(report);
    if (!matcher.find()) {
      throw new IOException("wrk's report is not understood: " + report);
    }
    return matcher;
  }
}
