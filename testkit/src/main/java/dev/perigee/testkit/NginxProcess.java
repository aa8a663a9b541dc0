package dev.perigee.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An nginx of its own for a test, on loopback: the origin of a static site, or a load balancer. */
public final class NginxProcess implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofSeconds(20);

  private final TestDirectory directory;
  private final int port;
  private final TestProcess process;

  private NginxProcess(TestDirectory directory, int port, TestProcess process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param locations what its {@code server} block has beside the site's files
   */
  public static NginxProcess start(String locations) {
    return start("", locations);
  }

  /**
   * Starts one that passes requests on to whichever server takes them: one that refuses is left
   * alone for a second. Its answers name the servers that it asked in {@code X-Server}, the one
   * that answered last.
   *
   * @param servers as {@code host:port}
   */
  public static NginxProcess balancing(List<String> servers) {
    StringBuilder upstream = new StringBuilder("upstream servers { keepalive 16;\n");
    servers.forEach(server ->
        upstream.append("server ").append(server).append(" max_fails=1 fail_timeout=1s;\n"));
    return start(
        upstream.append("}").toString(),
        """
        location / {
          proxy_pass http://servers;
          proxy_http_version 1.1;
          proxy_set_header Host $http_host;
          proxy_set_header Connection "";
          proxy_next_upstream error timeout;
          add_header X-Server $upstream_addr always;
        }
        """);
  }

  private static NginxProcess start(String upstreams, String locations) {
    TestDirectory directory = TestDirectory.create("nginx");
    int port = FreePorts.one();
    try {
      Files.createDirectories(directory.resolve("site"));
      Files.writeString(
          directory.resolve("nginx.conf"), configuration(directory, port, upstreams, locations));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    NginxProcess started =
        new NginxProcess(
            directory,
            port,
            TestProcess.start(
                "nginx",
                List.of(
                    "nginx",
                    "-p",
                    directory.path().toString(),
                    "-c",
                    directory.resolve("nginx.conf").toString(),
                    "-e",
                    directory.resolve("error.log").toString()),
                Map.of(),
                directory.resolve("nginx.log")));
    started.process.awaitReady(() -> Listening.on(port), READY_LIMIT);
    return started;
  }

  private static String configuration(
      TestDirectory directory, int port, String upstreams, String locations) {
    return """
    daemon off;
    master_process off;
    pid %1$s/nginx.pid;
    events { worker_connections 256; }
    http {
      types { text/html html; text/css css; }
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      %3$s
      server {
        listen 127.0.0.1:%2$d;
        root %1$s/site;
        add_header X-Connection "$connection/$connection_requests";
        %4$s
      }
    }
    """
        .formatted(directory.path(), port, upstreams, locations);
  }

  public int port() {
    return port;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Makes a file of the site. */
  public void put(String name, byte[] content) {
    try {
      Files.write(directory.resolve("site").resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    directory.close();
  }
}
