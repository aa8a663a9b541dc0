package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.local.launch.Installation;
import dev.perigee.local.supervise.Launch;
import dev.perigee.local.supervise.ListeningPort;
import dev.perigee.local.supervise.PartDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitePartsTest {

  @TempDir Path directory;

  @Test
  void noTwoPartsShareAPort() {
    Set<ListeningPort> seen = new HashSet<>();
    for (PartDefinition part :
        parts(
            new Settings(directory, 100, Settings.MAX_EDGES, Settings.MAX_ORIGIN_SERVICES, 48),
            Map.of())) {
      for (ListeningPort port : part.ports()) {
        assertThat(seen.add(port)).as(part.name() + " " + port).isTrue();
        assertThat(port.number()).isBetween(1, 65_535);
      }
    }
  }

  @Test
  void partsNameOnlyPartsThatThereAre() {
    List<PartDefinition> parts = parts(2, 0, Map.of());
    Set<String> names = new HashSet<>();
    parts.forEach(part -> names.add(part.name()));
    assertThat(names)
        .containsExactlyInAnyOrder(
            "kafka",
            "infinispan-1",
            "infinispan-2",
            "infinispan-3",
            "postgres",
            "config-service",
            "origin-service",
            "invalidation-service",
            "router-service",
            "edge-1",
            "edge-2");
    parts.forEach(part -> {
      assertThat(names).containsAll(part.after());
      assertThat(names).containsAll(part.uses());
    });
  }

  @Test
  void edgesKnowEachInstanceOfOriginService() throws Exception {
    List<PartDefinition> parts = parts(new Settings(directory, 0, 1, 2, 48), Map.of());
    assertThat(environmentOf("edge-1", parts))
        .containsEntry(
            "PERIGEE_EDGE_ORIGIN_SERVICES", "http://127.0.0.1:9010,http://127.0.0.1:9012");
    assertThat(environmentOf("origin-service-2", parts))
        .containsEntry("PERIGEE_ORIGIN_PORT", "9012")
        .containsEntry("QUARKUS_MANAGEMENT_PORT", "9013");
  }

  @Test
  void tellsAnEdgeOfItsNeighbours() throws Exception {
    Map<String, String> environment = environmentOf("edge-2", Map.of());
    assertThat(environment)
        .containsEntry("PERIGEE_EDGE_ID", "edge-2")
        .containsEntry("PERIGEE_EDGE_HTTP_PORT", "8181")
        .containsEntry("QUARKUS_MANAGEMENT_PORT", "9201")
        .containsEntry("PERIGEE_EDGE_ORIGIN_SERVICES", "http://127.0.0.1:9110")
        .containsEntry("PERIGEE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9192")
        .containsEntry(
            "QUARKUS_INFINISPAN_CLIENT_HOSTS", "127.0.0.1:11322;127.0.0.1:11323;127.0.0.1:11324");
  }

  @Test
  void givesEachEdgeItsRegionAndItsHost() throws Exception {
    Map<String, String> environment =
        Map.of("PERIGEE_EDGE_REGION", "eu, us", "PERIGEE_EDGE_HOST", "127.0.0.2");
    assertThat(environmentOf("edge-2", environment))
        .containsEntry("PERIGEE_EDGE_REGION", "us")
        .containsEntry("PERIGEE_EDGE_HOST", "127.0.0.2");
    assertThat(environmentOf("edge-2", Map.of()))
        .containsEntry("PERIGEE_EDGE_REGION", "local")
        .containsEntry("PERIGEE_EDGE_HOST", "127.0.0.1");
  }

  @Test
  void leavesPresetsToThePerson() throws Exception {
    assertThat(environmentOf("origin-service", Map.of()))
        .containsEntry("PERIGEE_ORIGIN_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128");
    assertThat(
            environmentOf(
                "origin-service", Map.of("PERIGEE_ORIGIN_ALLOWED_NETWORKS", "10.0.0.0/8")))
        .containsEntry("PERIGEE_ORIGIN_ALLOWED_NETWORKS", "10.0.0.0/8");
  }

  @Test
  void givesTheDatabasePasswordToItsServices() throws Exception {
    Path password = new StateDirectory(directory).data("postgres").resolve("password");
    Files.createDirectories(password.getParent());
    Files.writeString(password, "secret\n");
    assertThat(environmentOf("config-service", Map.of()))
        .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "secret")
        .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:5533/perigee")
        .containsEntry("PERIGEE_CONFIG_INVALIDATION_SERVICE", "http://127.0.0.1:9120");
  }

  @Test
  void flagsForTheEdgesCountBeforeTheSuitesOwn() throws Exception {
    List<PartDefinition> parts =
        parts(1, 0, Map.of("PERIGEE_JAVA_OPTIONS", " -XX:-UseSerialGC  -XX:+UseG1GC "));
    assertThat(launchOf("edge-1", parts).command())
        .containsSubsequence("-XX:+UseSerialGC", "-XX:-UseSerialGC", "-XX:+UseG1GC", "-jar");
    assertThat(launchOf("origin-service", parts).command()).doesNotContain("-XX:+UseG1GC");
  }

  private Map<String, String> environmentOf(String name, Map<String, String> environment)
      throws Exception {
    return environmentOf(name, parts(2, 100, environment));
  }

  private static Map<String, String> environmentOf(String name, List<PartDefinition> parts)
      throws Exception {
    return launchOf(name, parts).environment();
  }

  private static Launch launchOf(String name, List<PartDefinition> parts) throws Exception {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow()
        .preparation()
        .prepare();
  }

  private List<PartDefinition> parts(int edges, int offset, Map<String, String> environment) {
    return parts(new Settings(directory, offset, edges, 1, 48), environment);
  }

  private List<PartDefinition> parts(Settings settings, Map<String, String> environment) {
    Installation installation = new Installation(Path.of("/src/perigee"));
    StateDirectory state = new StateDirectory(directory);
    InfrastructureParts infrastructure = new InfrastructureParts(installation, settings, state);
    List<PartDefinition> parts = new ArrayList<>(infrastructure.all());
    parts.addAll(
        new ServiceParts(installation, settings, state, infrastructure, environment).all());
    return parts;
  }
}
