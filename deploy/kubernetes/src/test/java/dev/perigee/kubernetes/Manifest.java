package dev.perigee.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object that an overlay renders. */
record Manifest(JsonNode json) {

  private static final List<String> WORKLOADS = List.of("Deployment", "StatefulSet", "DaemonSet");

  String kind() {
    return json.path("kind").asText();
  }

  String apiVersion() {
    return json.path("apiVersion").asText();
  }

  String name() {
    return json.at("/metadata/name").asText();
  }

  boolean isWorkload() {
    return WORKLOADS.contains(kind());
  }

  /** The labels of a workload's pods. */
  JsonNode podLabels() {
    return json.at("/spec/template/metadata/labels");
  }

  JsonNode podSpec() {
    return json.at("/spec/template/spec");
  }

  Stream<JsonNode> containers() {
    return items(podSpec().path("containers"));
  }

  /** Whether this is a workload of one of Perigee's own services. */
  boolean isService() {
    return isWorkload() && name().endsWith("-service");
  }

  static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
