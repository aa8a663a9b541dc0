package dev.perigee.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * nginx with one worker as a caching proxy, its cache in memory. Below {@code /sliced/} it keeps
 * large objects in slices of 1 MiB, below {@code /stream/} it passes on and keeps nothing.
 */
record NginxCache(NginxServer server, Path cache, int securePort) implements Contender {

  /** Without TLS. */
  static NginxCache start(Path directory, int originPort) throws IOException, InterruptedException {
    return start(directory, originPort, 0, "");
  }

  static NginxCache start(Path directory, TestCertificate certificate, int originPort)
      throws IOException, InterruptedException {
    int securePort = NginxServer.freePort();
    String tls =
        """
        listen 127.0.0.1:%d ssl http2;
        ssl_certificate %s;
        ssl_certificate_key %s;
        """
            .formatted(securePort, certificate.certificate(), certificate.key());
    return start(directory, originPort, securePort, tls);
  }

  private static NginxCache start(Path directory, int originPort, int securePort, String tls)
      throws IOException, InterruptedException {
    Path cache = Files.createTempDirectory(Path.of("/dev/shm"), "perigee-bench-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(cache)));
    NginxServer server =
        NginxServer.start(
            directory,
            """
            keepalive_requests 1000000000;
            open_file_cache max=10000;
            proxy_cache_path %s levels=1:2 keys_zone=bench:64m max_size=1g inactive=1d
              use_temp_path=off manager_files=1000 manager_sleep=10ms;
            upstream origin {
              server 127.0.0.1:%d;
              keepalive 64;
              keepalive_requests 1000000000;
            }
            """
                .formatted(cache, originPort),
            tls
                + """
                location / {
                  proxy_pass http://origin;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_force_ranges on;
                  proxy_cache bench;
                  add_header X-Cache $upstream_cache_status;
                }
                location /stream/ {
                  proxy_pass http://origin/;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_max_temp_file_size 0;
                }
                location /sliced/ {
                  slice 1m;
                  proxy_pass http://origin/;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header Range $slice_range;
                  proxy_cache bench;
                  proxy_cache_key $uri$slice_range;
                  proxy_cache_valid 200 206 1d;
                }
                """);
    return new NginxCache(server, cache, securePort);
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public List<Long> pids() {
    return server.pids();
  }

  @Override
  public void close() {
    server.close();
    remove(cache);
  }

  private static void remove(Path cache) {
    if (Files.notExists(cache)) {
      return;
    }
    try (Stream<Path> files = Files.walk(cache)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      System.err.println(cache + " was not removed: " + e.getMessage());
    }
  }
}
