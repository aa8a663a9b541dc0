package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A DNS server under test, with core 0 for itself. */
record NameServer(String name, Process process, int port) implements AutoCloseable {

  /** Starts a program. */
  static NameServer start(String name, int port, Path log, List<String> command)
      throws IOException {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", "0"));
    pinned.addAll(command);
    Process process =
        new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new NameServer(name, process, port);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
