package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge that finds on the topics what a former version wrote starts, and serves by it. */
class RecordedMessagesIT {

  private static final Path RECORDED = Path.of("../contracts/src/test/resources/recorded");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void anEdgeServesWhatTheOldestRecordedVersionPublished(@TempDir Path directory) throws Exception {
    Path version;
    try (Stream<Path> versions = Files.list(RECORDED)) {
      version = versions.sorted().findFirst().orElseThrow();
    }
    try (KafkaProcess kafka = KafkaProcess.start();
        ScriptedOrigin origin = ScriptedOrigin.start()) {
      publish(kafka, version, Topics.EDGES, "/edgeId");
      publish(kafka, version, Topics.LATENCY, "/edgeId");
      publish(kafka, version, Topics.INVALIDATIONS, "/distributionId");
      List<JsonNode> distributions = publish(kafka, version, Topics.DISTRIBUTIONS, "/id");
      OriginServiceScripts.on(
          origin, "/a", Resource.of(Content.of("body"), "\"1\"", "max-age=3600"));
      try (EdgeProcess edge =
          EdgeProcess.start(directory, kafka.bootstrapServers(), origin.url(), Map.of())) {
        Await.until("the edge is ready and in touch", () -> edge.isReady() && edge.isInTouch());
        for (JsonNode distribution : distributions) {
          Viewer viewer = new Viewer(edge.url(), distribution.path("domainName").asText());
          assertThat(viewer.get("/a").text()).isEqualTo("body");
          assertThat(viewer.get("/a").header("X-Cache")).contains("Hit from perigee");
        }
      }
    }
  }

  private static List<JsonNode> publish(KafkaProcess kafka, Path version, String topic, String key)
      throws Exception {
    List<JsonNode> messages = new ArrayList<>();
    try (TopicWriter writer =
        new TopicWriter(KafkaCluster.plain(kafka.bootstrapServers()), topic)) {
      for (String line : Files.readAllLines(version.resolve(topic + ".jsonl"))) {
        JsonNode message = JSON.readTree(line);
        writer.append(message.at(key).asText(), line.getBytes(StandardCharsets.UTF_8));
        messages.add(message);
      }
    }
    return messages;
  }
}
