package dev.perigee.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kafka asks everyone who they are, and services are given what they are to answer. */
class KafkaUsersIT {

  private static final String MOUNT = "/etc/perigee/kafka/";

  static Stream<Overlay> overlays() throws IOException {
    return Overlay.all();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void noListenerIsOpen(Overlay overlay) {
    overlay
        .ofKind("Kafka")
        .forEach(kafka -> {
          assertThat(Manifest.items(kafka.json().at("/spec/kafka/listeners")))
              .isNotEmpty()
              .allMatch(listener ->
                  listener.path("tls").asBoolean()
                      && listener.at("/authentication/type").asText().equals("tls"));
          assertThat(kafka.json().at("/spec/kafka/authorization/type").asText())
              .isEqualTo("simple");
          assertThat(kafka.json().at("/spec/entityOperator/userOperator/secretPrefix").asText())
              .isEqualTo("kafka-");
          assertThat(KafkaUser.of(overlay))
              .extracting(KafkaUser::name)
              .containsExactlyInAnyOrderElementsOf(
                  overlay.services().stream().map(Manifest::name).toList());
        });
  }

  /** All but the trial's, whose Kafka asks nobody. */
  @ParameterizedTest
  @MethodSource("overlays")
  void everyServiceIsGivenItsOwnCertificate(Overlay overlay) {
    for (Manifest service : overlay.services()) {
      List<String> expected =
          overlay.name().equals("dev")
              ? List.of()
              : List.of(
                  MOUNT + "authorities: kafka-cluster-ca-cert",
                  MOUNT + "identity: kafka-" + service.name());
      assertThat(mounted(service)).as("%s", service).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyServiceReadsWhereItsCertificateIs(Overlay overlay) {
    overlay
        .ofKind("ConfigMap")
        .filter(map -> map.name().equals("kafka-access"))
        .forEach(map -> {
          for (Manifest service : overlay.services()) {
            assertThat(Manifest.items(service.podSpec().at("/containers/0/envFrom")))
                .extracting(from -> from.at("/configMapRef/name").asText())
                .contains("kafka-access");
            assertThat(map.json().path("data").properties())
                .hasSize(3)
                .allMatch(setting -> new ServiceFacts(service.name()).reads(setting.getKey()))
                .allMatch(setting -> setting.getValue().asText().startsWith(MOUNT));
          }
        });
  }

  @Test
  void theManualHasTheSameTable() throws IOException {
    String manual = Files.readString(Overlay.ROOT.resolve("docs/operations.md"));
    Overlay production =
        Overlay.all()
            .filter(overlay -> overlay.name().equals("production"))
            .findFirst()
            .orElseThrow();
    assertThat(KafkaUser.of(production))
        .hasSize(5)
        .allSatisfy(user -> assertThat(manual).contains(user.row()));
  }

  /** Where a workload's first container finds which secrets of Kafka's. */
  private static List<String> mounted(Manifest workload) {
    List<String> found = new ArrayList<>();
    for (JsonNode mount : workload.podSpec().at("/containers/0/volumeMounts")) {
      for (JsonNode volume : workload.podSpec().path("volumes")) {
        if (mount.path("name").equals(volume.path("name"))
            && mount.path("mountPath").asText().startsWith(MOUNT)) {
          found.add(
              mount.path("mountPath").asText() + ": " + volume.at("/secret/secretName").asText());
        }
      }
    }
    return found;
  }
}
