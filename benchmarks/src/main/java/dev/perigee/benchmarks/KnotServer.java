package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Knot DNS with one worker and a static zone. */
final class KnotServer {

  private KnotServer() {}

  static NameServer start(Path directory, String domain, List<String> hosts)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int port = NginxServer.freePort();
    Path configuration = directory.resolve("knot.conf");
    Files.writeString(
        configuration,
        """
        server:
            rundir: "%1$s"
            listen: 127.0.0.1@%2$d
            udp-workers: 1
            tcp-workers: 1
            background-workers: 1
        database:
            storage: "%1$s"
        log:
          - target: stderr
            any: warning
        zone:
          - domain: %3$s
            storage: "%1$s"
            file: zone
        """
            .formatted(directory, port, domain));
    StringBuilder zone = new StringBuilder();
    zone.append("@ 3600 IN SOA ns hostmaster 1 3600 600 604800 10\n@ 3600 IN NS ns\n");
    zone.append("ns 3600 IN A 127.0.0.1\n");
    hosts.forEach(host -> zone.append(host).append(". 60 IN A 127.0.0.1\n"));
    Files.writeString(directory.resolve("zone"), zone);
    Path log = directory.resolve("knot.log");
    NameServer server =
        NameServer.start("knot", port, log, List.of("knotd", "-c", configuration.toString()));
    Programs.awaitListening("knot", server.process(), port, log);
    return server;
  }
}
