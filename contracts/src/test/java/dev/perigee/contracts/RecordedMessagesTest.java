package dev.perigee.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that running services put on the topics, recorded for each version in {@code
 * recorded/VERSION/TOPIC.jsonl}: what one version has written, all later ones read. Before a form
 * changes, the messages of the version that has it are recorded; recorded ones are never changed.
 */
class RecordedMessagesTest {

  private static final Path RECORDED = Path.of("src/test/resources/recorded");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, Class<? extends Record>> FORMS =
      Map.of(
          Topics.DISTRIBUTIONS, DistributionSnapshot.class,
          Topics.INVALIDATIONS, Invalidation.class,
          Topics.EDGES, EdgeStatus.class,
          Topics.LATENCY, LatencyReport.class);

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(RECORDED)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @Test
  void everyVersionHasMessagesOfEachTopic() throws IOException {
    try (Stream<Path> versions = Files.list(RECORDED)) {
      List<Path> found = versions.toList();
      assertThat(found).isNotEmpty();
      for (Path version : found) {
        for (String topic : FORMS.keySet()) {
          assertThat(version.resolve(topic + ".jsonl")).isNotEmptyFile();
        }
      }
    }
  }

  /** And nothing that they say is lost on the way. */
  @ParameterizedTest
  @MethodSource("files")
  void everyMessageIsRead(Path file) throws IOException {
    Class<? extends Record> form =
        Objects.requireNonNull(FORMS.get(file.getFileName().toString().replace(".jsonl", "")));
    for (String message : Files.readAllLines(file)) {
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      Record read = ContractJson.read(bytes, form);
      assertThat(values(JSON.readTree(ContractJson.write(read))))
          .containsAllEntriesOf(values(JSON.readTree(bytes)));
    }
  }

  /** Each value by its path; numbers as doubles, since 1 and 1.0 say the same. */
  private static Map<String, String> values(JsonNode tree) {
    Map<String, String> values = new TreeMap<>();
    collect(tree, "", values);
    return values;
  }

  private static void collect(JsonNode node, String path, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> collect(field.getValue(), path + "/" + field.getKey(), values));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), path + "/" + i, values);
      }
    } else {
      values.put(path, node.isNumber() ? Double.toString(node.asDouble()) : node.asText());
    }
  }
}
