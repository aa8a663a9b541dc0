package dev.perigee.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Edges and the grid's servers are told of each other. */
class GridAccessIT {

  static Stream<Overlay> overlays() throws IOException {
    return Overlay.all();
  }

  /**
   * The user and the authority that edges are given are those that the grid's servers are given.
   */
  @ParameterizedTest
  @MethodSource("overlays")
  void edgesAndTheGridKnowEachOther(Overlay overlay) {
    overlay
        .ofKind("Infinispan")
        .forEach(grid -> {
          JsonNode security = grid.json().at("/spec/security");
          assertThat(security.path("endpointAuthentication").asBoolean()).isTrue();
          for (String shown : List.of("USERNAME", "PASSWORD")) {
            assertThat(
                    overlay
                        .edgeVariable("PERIGEE_EDGE_GRID_" + shown)
                        .at("/valueFrom/secretKeyRef/name"))
                .isEqualTo(security.path("endpointSecretName"));
          }
          JsonNode secret = security.at("/endpointEncryption/certSecretName");
          assertThat(filesOf(overlay.edge(), secret))
              .containsExactly(
                  overlay.edgeVariable("PERIGEE_EDGE_GRID_AUTHORITIES").path("value").asText());
          JsonNode certificate =
              overlay
                  .ofKind("Certificate")
                  .map(Manifest::json)
                  .filter(made -> made.at("/spec/secretName").equals(secret))
                  .findFirst()
                  .orElseThrow();
          assertThat(certificate.at("/spec/dnsNames"))
              .contains(overlay.edgeVariable("PERIGEE_EDGE_GRID_SERVER_NAME").path("value"));
        });
  }

  /** Where a workload's first container finds what it may see of a secret. */
  private static List<String> filesOf(Manifest workload, JsonNode secret) {
    return Manifest.items(workload.podSpec().path("volumes"))
        .filter(volume -> volume.at("/secret/secretName").equals(secret))
        .flatMap(volume ->
            Manifest.items(workload.podSpec().at("/containers/0/volumeMounts"))
                .filter(mount -> mount.path("name").equals(volume.path("name")))
                .flatMap(mount ->
                    Manifest.items(volume.at("/secret/items"))
                        .map(item ->
                            mount.path("mountPath").asText() + "/" + item.path("path").asText())))
        .toList();
  }
}
