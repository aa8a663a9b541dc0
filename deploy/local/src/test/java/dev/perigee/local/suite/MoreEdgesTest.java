package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.local.postgres.PostgresDirectory;
import dev.perigee.local.process.Signal;
import dev.perigee.local.supervise.Launch;
import dev.perigee.local.supervise.PartDefinition;
import dev.perigee.local.supervise.PartView;
import dev.perigee.local.supervise.Readiness;
import dev.perigee.local.supervise.Supervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoreEdgesTest {

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init")
  private Supervisor supervisor;

  @SuppressWarnings("NullAway.Init")
  private MoreEdges edges;

  @BeforeEach
  void oneEdge() throws Exception {
    StateDirectory state = new StateDirectory(directory);
    state.prepare();
    Path database = Files.createDirectories(state.data("postgres"));
    Files.writeString(database.resolve("password"), "secret");
    supervisor =
        new Supervisor(
            List.of(edge(0)), new SuiteProcesses(state), Runnable::run, () -> 0, _ -> {});
    edges =
        new MoreEdges(
            supervisor,
            MoreEdgesTest::edge,
            new EndpointFiles(
                new Settings(directory, 0, 1, 1, 48),
                state,
                new PostgresDirectory(database),
                Map.of()),
            1);
  }

  @Test
  void theNextEdgeJoinsAndToolsAreToldOfIt() throws Exception {
    edges.joinIfNext("edge-2");
    assertThat(supervisor.view("edge-2").phase()).isEqualTo(PartView.Phase.STOPPED);
    assertThat(edges.next()).isEqualTo("edge-3");

    JsonNode told =
        JsonMapper.builder().build().readTree(directory.resolve("endpoints.json").toFile());
    assertThat(told.path("edges")).hasSize(2);
    assertThat(told.at("/edges/1/http").asText()).isEqualTo("http://127.0.0.1:8081");
  }

  @Test
  void edgesJoinInTheirOrderAndOnce() throws Exception {
    edges.joinIfNext("edge-3");
    edges.joinIfNext("edge-1");
    edges.joinIfNext("kafka");
    assertThat(supervisor.views()).hasSize(1);
    assertThat(directory.resolve("endpoints.json")).doesNotExist();
  }

  private static PartDefinition edge(int index) {
    return new PartDefinition(
        ServiceParts.edgeName(index),
        "here",
        List.of(),
        Set.of(),
        Set.of(),
        () -> new Launch(List.of(), Map.of()),
        () -> Readiness.READY,
        Signal.TERMINATE);
  }
}
