package dev.perigee.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests say of the services is what the services say of themselves. */
class ManifestsIT {

  private static final String GIBIBYTE = "Gi";
  private static final int BUFFER_PERCENT = 40;

  static Stream<Overlay> overlays() throws IOException {
    return Overlay.all();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everySettingIsOneThatItsServiceReads(Overlay overlay) {
    JsonNode shared = shared(overlay);
    for (Manifest manifest : overlay.services()) {
      ServiceFacts facts = new ServiceFacts(manifest.name());
      assertThat(manifest.containers().flatMap(container -> Manifest.items(container.path("env"))))
          .extracting(variable -> variable.path("name").asText())
          .as("%s", manifest)
          .allMatch(facts::reads);
    }
    List<ServiceFacts> all =
        overlay.services().stream().map(Manifest::name).map(ServiceFacts::new).toList();
    shared
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(all).as(name).anyMatch(service -> service.reads(name)));
    assertThat(shared.path("PERIGEE_KAFKA_BOOTSTRAP_SERVERS").asText()).isNotEmpty();
  }

  private static JsonNode shared(Overlay overlay) {
    return overlay
        .ofKind("ConfigMap")
        .filter(map -> map.name().matches("perigee-[a-z0-9]{10}"))
        .findFirst()
        .orElseThrow()
        .json()
        .path("data");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void portsAndProbesAreTheServices(Overlay overlay) {
    for (Manifest manifest : overlay.services()) {
      ServiceFacts facts = new ServiceFacts(manifest.name());
      JsonNode container = manifest.containers().findFirst().orElseThrow();
      Set<Long> ports = new TreeSet<>();
      for (JsonNode port : container.path("ports")) {
        ports.add(port.path("containerPort").asLong());
        if (port.path("name").asText().equals("management")) {
          assertThat(port.path("containerPort").asLong()).isEqualTo(facts.managementPort());
        }
      }
      assertThat(ports).as("%s", manifest).isEqualTo(facts.ports());
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("management");
        assertThat(container.at("/" + probe + "/httpGet/path").asText())
            .isEqualTo(probe.equals("readinessProbe") ? "/q/health/ready" : "/q/health/live");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void noServiceMayMoreThanItNeeds(Overlay overlay) {
    for (Manifest manifest : overlay.services()) {
      JsonNode pod = manifest.podSpec();
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as("%s", manifest).isTrue();
      assertThat(pod.at("/securityContext/runAsUser").isMissingNode()).isTrue();
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.path("serviceAccountName").asText()).isEqualTo(manifest.name());
      manifest
          .containers()
          .forEach(container -> {
            JsonNode security = container.path("securityContext");
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText())
                .isNotEmpty()
                .isEqualTo(container.at("/resources/requests/memory").asText());
          });
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everySelectorFindsPods(Overlay overlay) {
    for (Manifest manifest : overlay.manifests()) {
      JsonNode selector =
          switch (manifest.kind()) {
            case "Service" -> manifest.json().at("/spec/selector");
            case "PodDisruptionBudget", "Deployment", "StatefulSet", "DaemonSet" ->
                manifest.json().at("/spec/selector/matchLabels");
            case "NetworkPolicy" -> manifest.json().at("/spec/podSelector/matchLabels");
            default -> null;
          };
      if (selector != null) {
        List<Manifest> found =
            overlay.workloads().stream().filter(pods -> matches(selector, pods)).toList();
        assertThat(found).as("pods of %s", manifest).isNotEmpty();
        assertThat(portNames(manifest)).as("%s", manifest).isSubsetOf(portNamesOf(found));
      }
    }
    overlay
        .ofKind("HorizontalPodAutoscaler")
        .forEach(scaler ->
            assertThat(overlay.workloads())
                .extracting(Manifest::toString)
                .contains(
                    scaler.json().at("/spec/scaleTargetRef/kind").asText()
                        + " "
                        + scaler.json().at("/spec/scaleTargetRef/name").asText()));
  }

  private static boolean matches(JsonNode selector, Manifest pods) {
    return selector.properties().stream()
        .allMatch(label -> label.getValue().equals(pods.podLabels().path(label.getKey())));
  }

  /** The ports of pods that a Service or a NetworkPolicy names. */
  private static Set<String> portNames(Manifest manifest) {
    Stream<JsonNode> ports =
        switch (manifest.kind()) {
          case "Service" ->
              Manifest.items(manifest.json().at("/spec/ports"))
                  .map(port -> port.path("targetPort"));
          case "NetworkPolicy" ->
              Manifest.items(manifest.json().at("/spec/ingress"))
                  .flatMap(rule -> Manifest.items(rule.path("ports")))
                  .map(port -> port.path("port"));
          default -> Stream.of();
        };
    return ports.filter(JsonNode::isTextual).map(JsonNode::asText).collect(Collectors.toSet());
  }

  private static Set<String> portNamesOf(List<Manifest> workloads) {
    return workloads.stream()
        .flatMap(Manifest::containers)
        .flatMap(container -> Manifest.items(container.path("ports")))
        .map(port -> port.path("name").asText())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void edgesKnowEachInstanceOfOriginService(Overlay overlay) {
    Manifest origins =
        overlay.ofKind("StatefulSet").filter(Manifest::isService).findFirst().orElseThrow();
    String instances =
        LongStream.range(0, origins.json().at("/spec/replicas").asLong())
            .mapToObj("http://origin-service-%d.origin-service:9010"::formatted)
            .collect(Collectors.joining(","));
    assertThat(overlay.edgeVariable("PERIGEE_EDGE_ORIGIN_SERVICES").path("value").asText())
        .isEqualTo(instances);
  }

  /** Stored bodies, those still being sent, and those being filled lie outside of the heap. */
  @ParameterizedTest
  @MethodSource("overlays")
  void anEdgesBodiesFitIntoItsBuffers(Overlay overlay) {
    ServiceFacts facts = new ServiceFacts("edge-service");
    String limit =
        overlay
            .edge()
            .containers()
            .findFirst()
            .orElseThrow()
            .at("/resources/limits/memory")
            .asText();
    assertThat(limit).endsWith(GIBIBYTE);
    long bytes = Long.parseLong(limit.replace(GIBIBYTE, "")) << 30;
    long bodies =
        overlay.edgeVariable("PERIGEE_EDGE_MEMORY_MAX_BYTES").path("value").asLong()
            + facts.number("PERIGEE_EDGE_MEMORY_MAX_BYTES_LENT")
            + facts.number("PERIGEE_EDGE_FILL_MAX_BYTES_IN_FLIGHT");
    assertThat(bodies).isBetween(1L << 28, bytes * BUFFER_PERCENT / 100);
  }

  /** The address that an edge listens on in a container is nothing that a viewer could use. */
  @ParameterizedTest
  @MethodSource("overlays")
  void edgesSayHowViewersReachThem(Overlay overlay) {
    JsonNode address = overlay.edgeVariable("PERIGEE_EDGE_ADVERTISED_ADDRESSES");
    assertThat(
            address.path("value").asText() + address.at("/valueFrom/fieldRef/fieldPath").asText())
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void topicsAreTheOnesOfTheContracts(Overlay overlay) {
    List<Manifest> topics = overlay.ofKind("KafkaTopic").toList();
    if (overlay.ofKind("Kafka").findAny().isPresent()) {
      assertThat(topics).extracting(Manifest::name).hasSameElementsAs(ServiceFacts.TOPICS);
    }
    assertThat(topics).allMatch(topic -> topic.json().at("/spec/partitions").asInt() == 1);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void alertsAndTheDashboardAskForMetricsThatExist(Overlay overlay) {
    for (Manifest manifest : overlay.manifests()) {
      if (Set.of("PrometheusRule", "ConfigMap").contains(manifest.kind())) {
        assertThat(ServiceFacts.unknownMetrics(manifest.json().toString()))
            .as("%s", manifest)
            .isEmpty();
      }
    }
  }

  /** Only the overlay for trying things out brings secrets of its own. */
  @ParameterizedTest
  @MethodSource("overlays")
  void secretsAreReferredTo(Overlay overlay) {
    assertThat(overlay.ofKind("Secret").count()).isEqualTo(overlay.name().equals("dev") ? 2 : 0);
    Set<String> images = new HashSet<>();
    overlay
        .services()
        .forEach(
            service -> service.containers().forEach(c -> images.add(c.path("image").asText())));
    assertThat(images).allMatch(image -> image.matches("[^:]+:[^:]+"));
  }
}
