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
    return of(OVERLAYS.relativize(folder).toString(), kustomized(folder));
  }

  /** What another folder's kustomization renders. */
  static Overlay in(Path folder) {
    return of(folder.getFileName().toString(), kustomized(folder));
  }

  private static String kustomized(Path folder) {
    try {
      Process kubectl =
          new ProcessBuilder("kubectl", "kustomize", folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new AssertionError(folder + " does not render");
      }
      return yaml;
    } catch (IOException e) {
      throw new AssertionError(folder + " does not render", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The objects of a text of YAML. */
  static Overlay of(String name, String yaml) {
    List<Manifest> manifests = new ArrayList<>();
    try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      documents.forEachRemaining(document -> {
        if (document.isObject()) {
          manifests.add(new Manifest(document));
        }
      });
    } catch (IOException e) {
      throw new AssertionError(name + " is not YAML", e);
    }
    return new Overlay(name, manifests);
  }

  Stream<Manifest> ofKind(String kind) {
    return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
  }

  /** The workloads of Perigee's own services. */
  List<Manifest> services() {
    return manifests.stream().filter(Manifest::isService).toList();
  }

  /** The workload of the edges. */
  Manifest edge() {
    return services().stream()
        .filter(service -> service.name().equals("edge-service"))
        .findFirst()
        .orElseThrow();
  }

  /** A variable of the edges' environment, as the workload names it. */
  JsonNode edgeVariable(String name) {
    return edge()
        .containers()
        .flatMap(container -> Manifest.items(container.path("env")))
        .filter(variable -> variable.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("edges have no " + name));
  }

  List<Manifest> workloads() {
    return manifests.stream().filter(Manifest::isWorkload).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
