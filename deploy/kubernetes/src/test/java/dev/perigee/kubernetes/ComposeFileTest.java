package dev.perigee.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the Compose file says of the services is what the services say of themselves. */
class ComposeFileTest {

  private static final Path FILE = Overlay.ROOT.resolve("deploy/compose/compose.yaml");
  private static final Set<String> SERVICE_KEYS =
      Set.of(
          "restart",
          "read_only",
          "user",
          "cap_drop",
          "security_opt",
          "tmpfs",
          "stop_grace_period",
          "image",
          "mem_limit",
          "environment",
          "ports",
          "volumes",
          "healthcheck");

  private static JsonNode compose;

  /** Read by the parser that knows how maps are merged. */
  @BeforeAll
  static void read() throws IOException {
    try (Reader reader = Files.newBufferedReader(FILE)) {
      Map<String, Object> parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      compose = new ObjectMapper().valueToTree(parsed);
    }
  }

  private static Map<String, JsonNode> services() {
    return compose.path("services").properties().stream()
        .filter(service -> module(service.getValue()).endsWith("-service"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String module(JsonNode service) {
    return service.path("image").asText().replaceAll("^perigee/|:.*$", "");
  }

  @Test
  void allFiveServicesAreThere() {
    assertThat(services().values())
        .extracting(ComposeFileTest::module)
        .containsExactlyInAnyOrder(
            "config-service",
            "edge-service",
            "invalidation-service",
            "origin-service",
            "router-service");
  }

  @Test
  void theirSettingsAreOnesThatTheyRead() {
    services()
        .forEach((name, service) -> {
          ServiceFacts facts = new ServiceFacts(module(service));
          assertThat(service.path("environment").fieldNames())
              .toIterable()
              .as(name)
              .isNotEmpty()
              .allMatch(facts::reads);
        });
  }

  @Test
  void theyMayNoMoreThanTheyNeed() {
    services()
        .forEach((name, service) -> {
          assertThat(service.fieldNames()).toIterable().as(name).isSubsetOf(SERVICE_KEYS);
          assertThat(service.path("read_only").asBoolean()).isTrue();
          assertThat(service.path("user").asText()).isEqualTo("10001:0");
          assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
          assertThat(service.path("mem_limit").asText()).isNotEmpty();
        });
  }

  @Test
  void theirPortsAreTheirs() {
    services()
        .forEach((name, service) -> {
          ServiceFacts facts = new ServiceFacts(module(service));
          for (JsonNode port : service.path("ports")) {
            String[] part = port.asText().split("[:/]");
            assertThat(part[0]).as(name).isEqualTo("127.0.0.1");
            assertThat(facts.ports()).as(name).contains(Long.valueOf(part[2]));
          }
          JsonNode probe = service.at("/healthcheck/test");
          assertThat(probe.path(probe.size() - 1).asLong()).isEqualTo(facts.managementPort());
        });
  }

  @Test
  void whatItMountsIsThere() {
    Set<String> volumes =
        compose.path("volumes").properties().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    for (JsonNode service : compose.path("services")) {
      for (JsonNode mount : service.path("volumes")) {
        String source = mount.asText().split(":")[0];
        assertThat(volumes.contains(source) || Files.exists(FILE.resolveSibling(source)))
            .as(source)
            .isTrue();
      }
    }
  }
}
