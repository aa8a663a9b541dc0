package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx with one worker as a caching proxy, its cache in memory. */
record NginxCache(NginxServer server) implements Contender {

  static NginxCache start(Path directory, int originPort) throws IOException, InterruptedException {
    Path cache = Files.createTempDirectory(Path.of("/dev/shm"), "perigee-bench-");
    cache.toFile().deleteOnExit();
    return new NginxCache(
        NginxServer.start(
            directory,
            """
            keepalive_requests 1000000000;
            open_file_cache max=1000;
            proxy_cache_path %s levels=1:2 keys_zone=bench:64m max_size=1g inactive=1d
              use_temp_path=off;
            upstream origin {
              server 127.0.0.1:%d;
              keepalive 64;
              keepalive_requests 1000000000;
            }
            """
                .formatted(cache, originPort),
            """
            location / {
              proxy_pass http://origin;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_cache bench;
              add_header X-Cache $upstream_cache_status;
            }
            location /stream/ {
              proxy_pass http://origin/;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_max_temp_file_size 0;
            }
            """));
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public String host() {
    return "bench.localhost";
  }

  @Override
  public List<Long> pids() {
    return server.pids();
  }

  @Override
  public void close() {
    server.close();
  }
}
