package dev.perigee.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** An origin of which every object has the same text: the number of its latest version. */
final class VersionedOrigin implements AutoCloseable {

  static {
    // Otherwise each answer waits for the acknowledgement of its head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong version = new AtomicLong(1);

  private VersionedOrigin(HttpServer server) {
    this.server = server;
  }

  static VersionedOrigin start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    VersionedOrigin origin = new VersionedOrigin(server);
    server.createContext("/", origin::answer);
    server.setExecutor(origin.threads);
    server.start();
    return origin;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = Long.toString(version.get()).getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().set("Cache-Control", "max-age=86400");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Every object has another version from now on; returns its number. */
  long change() {
    return version.incrementAndGet();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
