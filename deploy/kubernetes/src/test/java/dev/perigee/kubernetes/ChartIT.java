package dev.perigee.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Helm chart is the overlay {@code production} with values, as Helm itself renders it. */
class ChartIT {

  private static final Path CHART = Overlay.ROOT.resolve("deploy/helm/perigee");
  private static final Path TEMPLATES = CHART.resolve("templates");
  private static final Path SOURCE = Overlay.ROOT.resolve("deploy/kubernetes/chart-source");

  /** With {@code -Dperigee.docs.write=true} it writes them. */
  @Test
  void theTemplatesAreMadeOfTheirSource() throws IOException {
    Map<String, String> made = ChartTemplates.of(Overlay.in(SOURCE));
    if (Boolean.getBoolean("perigee.docs.write")) {
      for (Map.Entry<String, String> file : made.entrySet()) {
        Files.writeString(TEMPLATES.resolve(file.getKey()), file.getValue());
      }
    }
    Map<String, String> kept = new TreeMap<>();
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      for (Path file : files.toList()) {
        kept.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(kept).isEqualTo(made);
  }

  @Test
  void helmFindsNoFault() {
    LintResult result = new Helm(CHART).lint().strict().quiet().call();
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void withItsOwnValuesItIsTheOverlay() throws IOException {
    Overlay production =
        Overlay.all()
            .filter(overlay -> overlay.name().equals("production"))
            .findFirst()
            .orElseThrow();
    Map<String, JsonNode> expected = byName(production);
    expected.remove("Namespace perigee");
    assertThat(byName(rendered(template()))).isEqualTo(expected);
  }

  @Test
  void valuesAreUsedAndPartsLeftOut() {
    Overlay chart =
        rendered(
            template()
                .set("domain", "cdn.example.net")
                .set("edges.max", 20)
                .set("images.tag", "1.2.3")
                .set("kafka.create", false)
                .set("kafka.bootstrapServers", "elsewhere:9092")
                .set("database.create", false)
                .set("monitoring.create", false));
    assertThat(chart.manifests())
        .extracting(Manifest::kind)
        .doesNotContain(
            "Kafka", "KafkaTopic", "KafkaUser", "Cluster", "ServiceMonitor", "PrometheusRule");
    JsonNode settings = byName(chart).get("ConfigMap perigee");
    assertThat(settings.at("/data/PERIGEE_DOMAIN").asText()).isEqualTo("cdn.example.net");
    assertThat(settings.at("/data/PERIGEE_KAFKA_BOOTSTRAP_SERVERS").asText())
        .isEqualTo("elsewhere:9092");
    JsonNode scaler = byName(chart).get("HorizontalPodAutoscaler edge-service");
    assertThat(scaler.at("/spec/maxReplicas").intValue()).isEqualTo(20);
    assertThat(chart.edge().containers().findFirst().orElseThrow().path("image").asText())
        .endsWith("/edge-service:1.2.3");
    assertThat(settingsChecksum(chart)).isNotEqualTo(settingsChecksum(rendered(template())));
  }

  private static TemplateCommand template() {
    return new Helm(CHART).template().withName("perigee").withNamespace("perigee");
  }

  private static Overlay rendered(TemplateCommand command) {
    return Overlay.of("chart", command.call());
  }

  private static String settingsChecksum(Overlay chart) {
    return chart
        .edge()
        .json()
        .at("/spec/template/metadata/annotations/checksum~1settings")
        .asText();
  }

  /** Without what differs by the way in which Kustomize and Helm tell of changed settings. */
  private static Map<String, JsonNode> byName(Overlay overlay) {
    Map<String, JsonNode> objects = new TreeMap<>();
    for (Manifest manifest : overlay.manifests()) {
      String text =
          manifest.json().toString().replaceAll("\"perigee-[a-z0-9]{10}\"", "\"perigee\"");
      Manifest plain = Overlay.of("", text).manifests().getFirst();
      ((ObjectNode) plain.json().path("metadata")).remove("namespace");
      if (plain.json().at("/spec/template/metadata") instanceof ObjectNode pods) {
        pods.remove("annotations");
      }
      objects.put(plain.toString(), plain.json());
    }
    return objects;
  }
}
