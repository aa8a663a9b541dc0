package dev.perigee.config.errors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.perigee.config.Neighbours;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours, with an invalidation-service that has no room for another batch and knows none.
 */
public final class InvalidationNeighbours implements QuarkusTestResourceLifecycleManager {

  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;

  private final Neighbours neighbours = new Neighbours();
  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(neighbours.start());
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext("/", InvalidationNeighbours::answer);
      started.start();
      server = started;
      settings.put(
          "perigee.config.invalidation-service",
          "http://127.0.0.1:" + started.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean isCount = exchange.getRequestURI().getPath().endsWith("-in-progress");
      byte[] body = (isCount ? "0" : "{\"message\": \"no room\"}").getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      int status = exchange.getRequestMethod().equals("POST") ? TOO_MANY : NOT_FOUND;
      exchange.sendResponseHeaders(isCount ? 200 : status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
    neighbours.stop();
  }
}
