package dev.perigee.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole suite of its own, beside one that may be running. */
record BenchmarkSuite(Path root, Path state, Map<String, String> environment, JsonNode endpoints)
    implements AutoCloseable {

  private static final int PORT_OFFSET = 20_000;
  private static final int ORIGIN_PORT = 9_010;
  private static final int INVALIDATION_PORT = 9_020;

  static BenchmarkSuite start(Path root, Path state) throws IOException, InterruptedException {
    return start(root, state, 1, Map.of());
  }

  /**
   * @param settings environment variables of its parts
   */
  static BenchmarkSuite start(Path root, Path state, int edges, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PERIGEE_BUILT", "yes"); // who runs benchmarks has built it
    environment.put("PERIGEE_STATE_DIR", state.toString());
    environment.put("PERIGEE_PORT_OFFSET", Integer.toString(PORT_OFFSET));
    List<String> up = List.of("up", "--fresh", "--detach", "--edges", Integer.toString(edges));
    List<String> command = new ArrayList<>(List.of(root.resolve("perigee").toString()));
    command.addAll(up);
    Programs.output(command, environment);
    JsonNode endpoints = new ObjectMapper().readTree(state.resolve("endpoints.json").toFile());
    return new BenchmarkSuite(root, state, environment, endpoints);
  }

  String kafka() {
    return endpoints.get("kafka").asText();
  }

  /** Where viewers reach the edges. */
  List<URI> edges() {
    return edges("http");
  }

  /** Where viewers reach them over TLS. */
  List<URI> secureEdges() {
    return edges("https");
  }

  private List<URI> edges(String scheme) {
    List<URI> edges = new ArrayList<>();
    endpoints.get("edges").forEach(edge -> edges.add(URI.create(edge.get(scheme).asText())));
    return edges;
  }

  /** Where edges reach origin-service. */
  int originPort() {
    return ORIGIN_PORT + PORT_OFFSET;
  }

  URI invalidationService() {
    return URI.create("http://127.0.0.1:" + (INVALIDATION_PORT + PORT_OFFSET));
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
