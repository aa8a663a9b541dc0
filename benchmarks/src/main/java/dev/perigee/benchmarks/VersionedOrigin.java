package dev.perigee.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** An origin of which every object has the same text: the number of its latest version. */
final class VersionedOrigin implements AutoCloseable {

  private final ThreadedServer server;
  private final AtomicLong version = new AtomicLong(1);

  private VersionedOrigin() throws IOException {
    server = ThreadedServer.start(this::answer);
  }

  static VersionedOrigin start() throws IOException {
    return new VersionedOrigin();
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
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
