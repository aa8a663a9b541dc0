package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts wrk's load on a contender and reads what it cost. */
final class Load {

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
  private static final Pattern ERRORS = Pattern.compile("Non-2xx|Socket errors");
  private static final int CONNECTIONS = 32;

  /** Long enough for who is slow with 32 large bodies at once. */
  private static final String TIMEOUT = "20s";

  private static final double MICROS_PER_MILLI = 1_000;

  private Load() {}

  /**
   * @param cpuMicrosPerRequest processor time of the server, user and system
   */
  record Result(double cpuMicrosPerRequest, double requestsPerSecond) {}

  static Result run(Contender contender, String path, int seconds)
      throws IOException, InterruptedException {
    return run(contender, List.of(contender.url(path)), seconds);
  }

  /** Asks for all of some paths in turn. */
  static Result run(Contender contender, List<String> paths, Path work, int seconds)
      throws IOException, InterruptedException {
    Path script = work.resolve("paths.lua");
    Files.writeString(
        script,
        """
        local requests, next = {}, 0
        function init()
          for path in string.gmatch("%s", "[^ ]+") do
            requests[#requests + 1] = wrk.format("GET", path)
          end
        end
        function request()
          next = next %% #requests + 1
          return requests[next]
        end
        """
            .formatted(String.join(" ", paths)));
    return run(
        contender, List.of("-s", script.toString(), contender.url(paths.getFirst())), seconds);
  }

  /** Asks for an object of its own with each request; their paths begin with the prefix. */
  static Result misses(Contender contender, String prefix, Path work, int seconds)
      throws IOException, InterruptedException {
    Path script = work.resolve("misses.lua");
    Files.writeString(
        script,
        """
        local number = 0
        function request()
          number = number + 1
          return wrk.format("GET", "/%s-%d-" .. number)
        end
        """
            .formatted(prefix, System.nanoTime()));
    return run(contender, List.of("-s", script.toString(), contender.url("/")), seconds);
  }

  private static Result run(Contender contender, List<String> asked, int seconds)
      throws IOException, InterruptedException {
    contender.pin();
    double before = cpuMillis(contender.pids());
    List<String> command =
        new ArrayList<>(
            List.of("taskset", "-c", "1", "wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s"));
    command.addAll(List.of("--timeout", TIMEOUT));
    command.addAll(List.of("-H", "Host: " + contender.host()));
    command.addAll(asked);
    String report = Programs.output(command, Map.of());
    double used = cpuMillis(contender.pids()) - before;
    if (ERRORS.matcher(report).find()) {
      throw new IOException("not every answer was good: " + report);
    }
    return new Result(used * MICROS_PER_MILLI / number(REQUESTS, report), number(RATE, report));
  }

  /** The round in the middle by processor time. */
  static Result median(List<Result> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Result::cpuMicrosPerRequest))
        .toList()
        .get(rounds.size() / 2);
  }

  private static double number(Pattern pattern, String report) throws IOException {
    Matcher matcher = pattern.matcher(report);
    if (!matcher.find()) {
      throw new IOException("wrk's report is not understood: " + report);
    }
    return Double.parseDouble(matcher.group(1));
  }

  /** Processor time that processes have used so far. */
  static double cpuMillis(List<Long> pids) throws IOException {
    double sum = 0;
    for (long pid : pids) {
      sum += new ServerProcess(pid).cpuMillis();
    }
    return sum;
  }
}
