package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Varnish as a caching proxy, its cache in memory. It speaks no TLS. */
record VarnishCache(Process manager, int port) implements Contender {

  private static final int MANY_CONNECTIONS = 10_000;

  static VarnishCache start(Path directory, int originPort)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int port = NginxServer.freePort();
    Path log = directory.resolve("varnish.log");
    Path program = directory.resolve("bench.vcl");
    Files.writeString(
        program,
        """
        vcl 4.1;
        backend origin { .host = "127.0.0.1"; .port = "%d"; }
        sub vcl_deliver {
          if (obj.hits > 0) { set resp.http.X-Cache = "Hit"; }
        }
        """
            .formatted(originPort));
    Process manager =
        new ProcessBuilder(
                "varnishd",
                "-F",
                "-a",
                "127.0.0.1:" + port,
                "-f",
                program.toString(),
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

  /** A session in progress has a thread of its own. */
  @Override
  public boolean knows(HitCase hit) {
    return Contender.super.knows(hit) && hit.connections() < MANY_CONNECTIONS;
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
