package dev.perigee.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A whole suite of its own, beside one that may be running. */
record BenchmarkSuite(Path root, Path state, Map<String, String> environment, JsonNode endpoints)
    implements AutoCloseable {

  private static final String PORT_OFFSET = "20000";

  static BenchmarkSuite start(Path root, Path state) throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of("PERIGEE_STATE_DIR", state.toString(), "PERIGEE_PORT_OFFSET", PORT_OFFSET);
    Programs.output(
        List.of(root.resolve("perigee").toString(), "up", "--fresh", "--detach"), environment);
    JsonNode endpoints = new ObjectMapper().readTree(state.resolve("endpoints.json").toFile());
    return new BenchmarkSuite(root, state, environment, endpoints);
  }

  String kafka() {
    return endpoints.get("kafka").asText();
  }

  /** Has the suite's supervisor do something, such as stop a part. */
  void control(String... command) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(List.of(root.resolve("perigee").toString()));
    whole.addAll(List.of(command));
    Programs.output(whole, environment);
  }

  @Override
  public void close() {
    try {
      control("down");
    } catch (IOException e) {
      System.err.println("the suite was not stopped: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
