package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** HAProxy with one thread as a caching proxy. */
record HaproxyCache(Process process, int port, int securePort) implements Contender {

  static HaproxyCache start(Path directory, TestCertificate certificate, int originPort)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int port = NginxServer.freePort();
    int securePort = NginxServer.freePort();
    Path configuration = directory.resolve("haproxy.cfg");
    Files.writeString(
        configuration,
        """
        global
          nbthread 1
          maxconn 12000
          no strict-limits
        defaults
          mode http
          timeout connect 5s
          timeout client 60s
          timeout server 60s
        cache bench
          total-max-size 1024
          max-object-size 2097152
          max-age 86400
        frontend viewers
          bind 127.0.0.1:%d
          bind 127.0.0.1:%d ssl crt %s alpn h2,http/1.1
          http-request cache-use bench
          http-response set-header X-Cache Hit if { res.cache_hit }
          default_backend origin
        backend origin
          http-response cache-store bench
          server origin 127.0.0.1:%d
        """
            .formatted(port, securePort, certificate.both(), originPort));
    Path log = directory.resolve("haproxy.log");
    List<String> command = List.of("haproxy", "-db", "-f", configuration.toString());
    Process process = Programs.serve("haproxy", command, port, log);
    return new HaproxyCache(process, port, securePort);
  }

  /**
   * Ranges it answers with the whole; its 304s have a length that no load generator understands.
   */
  @Override
  public boolean knows(HitCase hit) {
    return hit.request().isEmpty();
  }

  @Override
  public List<Long> pids() {
    return List.of(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
