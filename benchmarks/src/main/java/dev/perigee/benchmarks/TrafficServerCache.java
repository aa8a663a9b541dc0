package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Apache Traffic Server with one event thread as a caching proxy, its cache in memory. */
record TrafficServerCache(Process process, int port, int securePort) implements Contender {

  /** It does not run as root; this is who Debian's package makes for it. */
  private static final String USER = "trafficserver";

  static TrafficServerCache start(Path directory, TestCertificate certificate, int originPort)
      throws IOException, InterruptedException {
    int port = NginxServer.freePort();
    int securePort = NginxServer.freePort();
    for (String part : List.of("etc", "run", "log", "cache", "data")) {
      Files.createDirectories(directory.resolve(part));
    }
    Path etc = directory.resolve("etc");
    Files.copy(certificate.both(), etc.resolve("both.pem"));
    Files.writeString(etc.resolve("records.config"), records(etc, port, securePort));
    Files.writeString(etc.resolve("storage.config"), directory.resolve("cache") + " 1G\n");
    Files.writeString(
        etc.resolve("remap.config"), "map / http://127.0.0.1:%d/%n".formatted(originPort));
    Files.writeString(etc.resolve("ssl_multicert.config"), "dest_ip=* ssl_cert_name=both.pem\n");
    Files.writeString(
        etc.resolve("ip_allow.yaml"),
        """
        ip_allow:
          - {apply: in, ip_addrs: 127.0.0.1, action: allow, methods: ALL}
        """);
    Path layout = directory.resolve("runroot.yaml");
    Files.writeString(layout, layout(directory));
    if (System.getProperty("user.name").equals("root")) {
      Programs.output("chown", "-R", USER, directory.toString());
    }
    Path log = directory.resolve("trafficserver.log");
    List<String> command = List.of("traffic_server", "--run-root=" + layout);
    Process process = Programs.serve("traffic_server", command, port, log);
    return new TrafficServerCache(process, port, securePort);
  }

  private static String records(Path etc, int port, int securePort) {
    return """
    CONFIG proxy.config.http.server_ports STRING %1$d:ip-in=127.0.0.1 %2$d:ssl:ip-in=127.0.0.1
    CONFIG proxy.config.admin.user_id STRING %3$s
    CONFIG proxy.config.exec_thread.autoconfig INT 0
    CONFIG proxy.config.exec_thread.limit INT 1
    CONFIG proxy.config.accept_threads INT 0
    CONFIG proxy.config.cache.ram_cache.size INT 1G
    CONFIG proxy.config.cache.ram_cache_cutoff INT 8M
    CONFIG proxy.config.http.insert_response_via_str INT 2
    CONFIG proxy.config.log.logging_enabled INT 0
    CONFIG proxy.config.ssl.server.cert.path STRING %4$s
    CONFIG proxy.config.ssl.server.private_key.path STRING %4$s
    CONFIG proxy.config.crash_log_helper STRING NULL
    """
        .formatted(port, securePort, USER, etc);
  }

  private static String layout(Path directory) {
    return """
    prefix: /usr
    exec_prefix: /usr
    bindir: /usr/bin
    sbindir: /usr/sbin
    includedir: /usr/include
    libdir: /usr/lib/trafficserver
    libexecdir: /usr/lib/trafficserver/modules
    sysconfdir: %1$s/etc
    datadir: %1$s/data
    localstatedir: %1$s
    runtimedir: %1$s/run
    logdir: %1$s/log
    cachedir: %1$s/cache
    """
        .formatted(directory);
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
