package dev.perigee.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The origin of all contenders: {@code /bytes/N} answers with N bytes that may be kept for long,
 * and so does any path below it; {@code /text/N} with as many of text.
 */
final class BenchmarkOrigin implements AutoCloseable {

  private static final int MAX_BYTES = 64 << 20;

  private final HttpServer server;

  private BenchmarkOrigin(HttpServer server) {
    this.server = server;
  }

  static BenchmarkOrigin start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/bytes/", exchange -> answer(exchange, "application/octet-stream"));
    server.createContext("/text/", exchange -> answer(exchange, "text/plain"));
    server.start();
    return new BenchmarkOrigin(server);
  }

  private static void answer(HttpExchange exchange, String type) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String size = path.split("/", 4)[2];
    byte[] body = new byte[Math.min(Integer.parseInt(size), MAX_BYTES)];
    exchange.getResponseHeaders().set("Cache-Control", "max-age=86400");
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("ETag", "\"" + body.length + "\"");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
