package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.local.certificate.LocalAuthority;
import dev.perigee.local.grid.GridSecurity;
import dev.perigee.testkit.GridProcesses;
import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grid whose servers speak TLS and ask for a password, and edges that know it or do not. */
class SecuredGridIT {

  private static final String PASSWORD = "a-password-of-the-test";

  @TempDir Path directory;

  private int objects;

  @Test
  void whoKnowsThePasswordSharesObjectsAndWhoDoesNotServesWithoutTheGrid() throws Exception {
    LocalAuthority authority = LocalAuthority.create(Instant.now());
    LocalAuthority.Signed signed = authority.sign(Instant.now(), "localhost", "127.0.0.1");
    Path trusted = write("ca.pem", authority.pem());
    GridSecurity security =
        new GridSecurity(
            "edges", PASSWORD, write("grid.crt", signed.chain()), write("grid.key", signed.key()));
    try (KafkaProcess kafka = KafkaProcess.start();
        GridProcesses grid = GridProcesses.start(1, security);
        ScriptedOrigin origin = ScriptedOrigin.start()) {
      PlainSite.publish(kafka);
      Map<String, String> right = settings(grid, trusted, PASSWORD);
      Path other = write("other.pem", LocalAuthority.create(Instant.now()).pem());

      try (EdgeProcess first = edge("first", kafka, origin, right);
          EdgeProcess second = edge("second", kafka, origin, right)) {
        awaitGrid(first, "the grid is there");
        awaitGrid(second, "the grid is there");
        Await.until(
            "the second edge has from the grid what the first has fetched",
            () -> {
              String path = newObject(origin);
              assertThat(result(first, path)).isEqualTo("Miss from perigee");
              return result(second, path).equals("Hit from perigee");
            });
        assertThat(second.metric("perigee_edge_grid_lookups_total{outcome=\"hit\"}")).isPositive();
        assertThat(first.metric("perigee_edge_grid_writes_total{outcome=\"written\"}"))
            .isPositive();
        assertThat(second.metric("perigee_edge_grid_connected")).isEqualTo(1);
      }
      try (EdgeProcess stranger =
              edge("stranger", kafka, origin, settings(grid, trusted, "a-guess"));
          EdgeProcess deceived = edge("deceived", kafka, origin, settings(grid, other, PASSWORD))) {
        awaitGrid(stranger, "the grid cannot be reached");
        awaitGrid(deceived, "the grid cannot be reached");
        String path = newObject(origin);
        assertThat(result(stranger, path)).isEqualTo("Miss from perigee");
        assertThat(result(deceived, path)).isEqualTo("Miss from perigee");
      }
    }
  }

  private Path write(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content);
  }

  private static Map<String, String> settings(
      GridProcesses grid, Path authorities, String password) {
    Map<String, String> settings = new HashMap<>();
    settings.put("PERIGEE_EDGE_GRID_ENABLED", "true");
    settings.put("QUARKUS_INFINISPAN_CLIENT_HOSTS", grid.hosts());
    settings.put("PERIGEE_EDGE_GRID_USERNAME", "edges");
    settings.put("PERIGEE_EDGE_GRID_PASSWORD", password);
    settings.put("PERIGEE_EDGE_GRID_SASL_MECHANISM", "DIGEST-MD5");
    settings.put("PERIGEE_EDGE_GRID_AUTHORITIES", authorities.toString());
    settings.put("PERIGEE_EDGE_GRID_SERVER_NAME", "localhost");
    return Map.copyOf(settings);
  }

  private EdgeProcess edge(
      String name, KafkaProcess kafka, ScriptedOrigin origin, Map<String, String> settings)
      throws Exception {
    Path own = Files.createDirectory(directory.resolve(name));
    return EdgeProcess.start(own, kafka.bootstrapServers(), origin.url(), settings);
  }

  private static void awaitGrid(EdgeProcess edge, String word) throws Exception {
    Await.until("the edge is in touch", () -> edge.isReady() && edge.isInTouch());
    Await.until("the edge says: " + word, () -> edge.log().contains(word));
    assertThat(edge.log()).doesNotContain(PASSWORD);
  }

  private String newObject(ScriptedOrigin origin) {
    objects++;
    String path = "/" + objects;
    OriginServiceScripts.on(origin, path, Resource.of(Content.of("body"), "\"1\"", "max-age=3600"));
    return path;
  }

  private static String result(EdgeProcess edge, String path) throws Exception {
    return new Viewer(edge.url(), "e1.example.net").get(path).header("X-Cache").orElse("none");
  }
}
