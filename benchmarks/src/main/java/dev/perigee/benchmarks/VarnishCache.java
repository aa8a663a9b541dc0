package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Varnish as a caching proxy, its cache in memory. */
record VarnishCache(Process manager, int port) implements Contender {

  static VarnishCache start(Path directory, int originPort)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int port = NginxServer.freePort();
    Path log = directory.resolve("varnish.log");
    Process manager =
        new ProcessBuilder(
                "varnishd",
                "-F",
                "-a",
                "127.0.0.1:" + port,
                "-b",
                "127.0.0.1:" + originPort,
                "-s",
                "malloc,1g",
                // One large object takes the place of very many small ones.
                "-p",
                "nuke_limit=100000",
                "-n",
                directory.resolve("work").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Programs.awaitListening("varnish", manager, port, log);
    return new VarnishCache(manager, port);
  }

  @Override
  public String host() {
    return "bench.localhost";
  }

  @Override
  public List<Long> pids() {
    return Stream.concat(Stream.of(manager.toHandle()), manager.descendants())
        .map(ProcessHandle::pid)
        .toList();
  }

  @Override
  public void close() {
    manager.destroy();
  }
}
