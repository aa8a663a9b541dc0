package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Puts wrk's load on a contender and reads what it cost. */
final class Load {

  private static final int CONNECTIONS = 32;

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
    return run(contender, script, seconds);
  }

  /** Asks for what a script of wrk's says. */
  static Result run(Contender contender, Path script, int seconds)
      throws IOException, InterruptedException {
    return run(contender, List.of("-s", script.toString(), contender.url("/")), seconds);
  }

  private static Result run(Contender contender, List<String> asked, int seconds)
      throws IOException, InterruptedException {
    contender.pin();
    double before = cpuMillis(contender.pids());
    Wrk.Report report = Wrk.run(contender, CONNECTIONS, seconds, asked);
    double used = cpuMillis(contender.pids()) - before;
    return new Result(used * MICROS_PER_MILLI / report.requests(), report.perSecond());
  }

  /** A round of load. */
  @FunctionalInterface
  interface Round {
    Result run() throws IOException, InterruptedException;
  }

  /**
   * Repeats a round until it costs no less than before.
   *
   * @param most rounds
   * @param steady warm is who needs at least so much of what it needed before
   */
  static void warmUp(Round round, int most, double steady)
      throws IOException, InterruptedException {
    double before = Double.MAX_VALUE;
    for (int i = 0; i < most; i++) {
      double now = round.run().cpuMicrosPerRequest();
      if (now > steady * before) {
        return;
      }
      before = now;
    }
  }

  /** The round in the middle by processor time. */
  static Result median(List<Result> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Result::cpuMicrosPerRequest))
        .toList()
        .get(rounds.size() / 2);
  }

  /** Processor time that processes have used so far. */
  static double cpuMillis(List<Long> pids) throws IOException {
    double sum = 0;
    for (long pid : pids) {
      sum += new ServerProcess(pid).cpuMillis();
    }
    return sum;
  }

  /** What the kernel has used of it. */
  static double kernelMillis(List<Long> pids) throws IOException {
    double sum = 0;
    for (long pid : pids) {
      sum += new ServerProcess(pid).kernelMillis();
    }
    return sum;
  }
}
