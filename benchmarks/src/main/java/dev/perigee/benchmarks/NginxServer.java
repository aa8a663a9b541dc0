package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An nginx with one worker on loopback. */
final class NginxServer implements AutoCloseable {

  private final Process master;
  private final int port;

  private NginxServer(Process master, int port) {
    this.master = master;
    this.port = port;
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param http what its {@code http} block has beside the server
   * @param server what its {@code server} block has
   */
  static NginxServer start(Path directory, String http, String server)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int port = freePort();
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(configuration, configuration(directory, port, http, server));
    Process master =
        new ProcessBuilder(
                "nginx",
                "-p",
                directory.toString(),
                "-c",
                configuration.toString(),
                "-e",
                directory.resolve("error.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.log").toFile())
            .start();
    Programs.awaitListening("nginx", master, port, directory.resolve("nginx.log"));
    return new NginxServer(master, port);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String configuration(Path directory, int port, String http, String server) {
    return """
    daemon off;
    user root;
    worker_processes 1;
    pid %1$s/nginx.pid;
    worker_rlimit_nofile 16384;
    events { worker_connections 12000; }
    http {
      access_log off;
      sendfile on;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/tmp;
      %3$s
      server {
        listen 127.0.0.1:%2$d;
        %4$s
      }
    }
    """
        .formatted(directory, port, http, server);
  }

  int port() {
    return port;
  }

  List<Long> pids() {
    return master.children().map(ProcessHandle::pid).toList();
  }

  @Override
  public void close() {
    master.destroy();
  }
}
