package dev.perigee.e2e.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * An unbound that clients of several networks ask, and that asks a name server for one domain. It
 * tells the name server for which client's network it asks (RFC 7871), and keeps the answers apart.
 */
public final class Resolver implements AutoCloseable {

  public static final int PORT = 5_300;

  private static final int START_ATTEMPTS = 600;
  private static final int START_PAUSE_MILLIS = 50;

  private final Process process;

  private Resolver(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param address that it listens on
   * @param nameServer port of loopback
   * @param directory for its configuration and its log
   */
  public static Resolver start(String address, String domain, int nameServer, Path directory)
      throws IOException, InterruptedException {
    Path configuration = directory.resolve("unbound.conf");
    Files.writeString(
        configuration,
        """
        server:
          directory: "%1$s"
          pidfile: "%1$s/unbound.pid"
          chroot: ""
          username: ""
          use-syslog: no
          do-daemonize: no
          interface: %2$s
          port: %3$d
          access-control: 0.0.0.0/0 allow
          do-not-query-localhost: no
          module-config: "subnetcache iterator"
          send-client-subnet: 127.0.0.1
        remote-control:
          control-enable: no
        stub-zone:
          name: "%4$s"
          stub-addr: 127.0.0.1@%5$d
        """
            .formatted(directory, address, PORT, domain, nameServer));
    Path log = directory.resolve("unbound.log");
    Process process =
        new ProcessBuilder("unbound", "-d", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Resolver resolver = new Resolver(process);
    resolver.awaitListening(address, log);
    return resolver;
  }

  private void awaitListening(String address, Path log) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < START_ATTEMPTS && process.isAlive(); attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, PORT));
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(START_PAUSE_MILLIS);
      }
    }
    close();
    throw new IOException("unbound did not start: " + Files.readString(log));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
