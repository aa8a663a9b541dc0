package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** nginx with one worker as a caching proxy, its cache in memory. */
final class NginxCache implements Contender {

  private static final int START_ATTEMPTS = 100;
  private static final int START_PAUSE_MILLIS = 50;

  private final Process master;
  private final int port;

  private NginxCache(Process master, int port) {
    this.master = master;
    this.port = port;
  }

  static NginxCache start(Path directory, int originPort) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path cache = Files.createTempDirectory(Path.of("/dev/shm"), "perigee-bench-");
    cache.toFile().deleteOnExit();
    int port = freePort();
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(configuration, configuration(directory, cache, port, originPort));
    Process master =
        new ProcessBuilder("nginx", "-p", directory.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.log").toFile())
            .start();
    awaitListening(master, port, directory);
    return new NginxCache(master, port);
  }

  private static void awaitListening(Process master, int port, Path directory)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < START_ATTEMPTS && master.isAlive(); attempt++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (ConnectException e) {
        TimeUnit.MILLISECONDS.sleep(START_PAUSE_MILLIS);
      }
    }
    master.destroy();
    throw new IOException("nginx did not start: see " + directory.resolve("nginx.log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String configuration(Path directory, Path cache, int port, int originPort) {
    return """
    daemon off;
    user root;
    worker_processes 1;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log warn;
    events { worker_connections 1024; }
    http {
      access_log off;
      sendfile on;
      keepalive_requests 1000000000;
      open_file_cache max=1000;
      proxy_cache_path %2$s levels=1:2 keys_zone=bench:10m max_size=256m inactive=1d;
      proxy_temp_path %1$s/tmp;
      client_body_temp_path %1$s/body;
      server {
        listen 127.0.0.1:%3$d;
        location / {
          proxy_pass http://127.0.0.1:%4$d;
          proxy_cache bench;
          add_header X-Cache $upstream_cache_status;
        }
      }
    }
    """
        .formatted(directory, cache, port, originPort);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String host() {
    return "bench.localhost";
  }

  @Override
  public List<Long> pids() {
    return master.children().map(ProcessHandle::pid).toList();
  }

  @Override
  public void close() {
    master.destroy();
  }
}
