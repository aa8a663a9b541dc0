package dev.perigee.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An overlay as {@code kubectl kustomize} renders it. */
record Overlay(String name, List<Manifest> manifests) {

  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Path OVERLAYS = ROOT.resolve("deploy/kubernetes/overlays");
  private static final Map<Path, Overlay> RENDERED = new ConcurrentHashMap<>();

  /** All that there are. */
  static Stream<Overlay> all() throws IOException {
    try (Stream<Path> files = Files.walk(OVERLAYS)) {
      return files
          .filter(file -> file.endsWith("kustomization.yaml"))
          .map(Path::getParent)
          .sorted()
          .map(folder -> RENDERED.computeIfAbsent(folder, Overlay::render))
          .toList()
          .stream();
    }
  }

  private static Overlay render(Path folder) {
    try {
      Process kubectl =
          new ProcessBuilder("kubectl", "kustomize", folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new AssertionError(folder + " does not render");
      }
      List<Manifest> manifests = new ArrayList<>();
      YAMLMapper mapper = new YAMLMapper();
      try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
        documents.forEachRemaining(document -> manifests.add(new Manifest(document)));
      }
      return new Overlay(OVERLAYS.relativize(folder).toString(), manifests);
    } catch (IOException e) {
      throw new AssertionError(folder + " does not render", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  Stream<Manifest> ofKind(String kind) {
    return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
  }

  /** The workloads of Perigee's own services. */
  List<Manifest> services() {
    return manifests.stream().filter(Manifest::isService).toList();
  }

  List<Manifest> workloads() {
    return manifests.stream().filter(Manifest::isWorkload).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
