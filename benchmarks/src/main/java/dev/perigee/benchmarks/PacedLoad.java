package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests at a fixed rate by h2load, which takes little of the machine. */
final class PacedLoad {

  private static final int CONNECTIONS = 15;
  private static final String OK = "200";
  private static final long NANOS_PER_MICRO = 1_000;

  private PacedLoad() {}

  /**
   * What the requests took, in nanoseconds, in no order.
   *
   * @param paths asked for in turn
   * @throws IOException where not every answer was good
   */
  static List<Long> run(
      URI edge, String host, int aSecond, int seconds, List<String> paths, Path work)
      throws IOException, InterruptedException {
    Path uris = work.resolve("uris");
    Path log = work.resolve("paced.log");
    Files.write(uris, paths.stream().map(path -> edge.resolve(path).toString()).toList());
    Files.deleteIfExists(log);
    List<String> command = new ArrayList<>(Cores.AS_USUAL);
    command.addAll(List.of("h2load", "--h1", "-t1"));
    command.addAll(List.of("-c" + CONNECTIONS, "--rps=" + aSecond / CONNECTIONS));
    command.addAll(List.of("-D" + seconds, "-i", uris.toString(), "--log-file=" + log));
    command.addAll(List.of("-H", ":authority: " + host));
    Programs.output(command, Map.of());
    try (Stream<String> lines = Files.lines(log)) {
      return lines.map(PacedLoad::nanos).toList();
    }
  }

  /** Of a line with the request's start, its status and its microseconds. */
  private static long nanos(String line) {
    String[] fields = line.split("\t");
    if (!fields[1].equals(OK)) {
      throw new IllegalStateException("an answer of " + fields[1]);
    }
    return Long.parseLong(fields[2]) * NANOS_PER_MICRO;
  }
}
