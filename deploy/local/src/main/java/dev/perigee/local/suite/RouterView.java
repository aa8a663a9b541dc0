package dev.perigee.local.suite;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What the router says of the edges, and of the ways to their viewers, as lines for people.
 *
 * @param managementPort of the router
 */
record RouterView(int managementPort) {

  private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
  private static final int MOST_BYTES = 1 << 20;

  /** Blocks for some seconds at most. */
  List<String> lines() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + Ports.address(managementPort) + "/perigee/edges")
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().toList();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return List.of("the router does not say how the edges are: " + e.getMessage());
    }
  }
}
