package dev.perigee.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object of every overlay is of the form that its API takes. */
class ManifestSchemaIT {

  static Stream<Overlay> overlays() throws IOException {
    return Overlay.all();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyObjectIsOfItsTypesForm(Overlay overlay) {
    assertThat(overlay.manifests()).isNotEmpty();
    assertThat(
            overlay.manifests().stream()
                .filter(ApiSchemas::know)
                .flatMap(manifest -> ApiSchemas.fault(manifest).stream()))
        .isEmpty();
  }

  /**
   * Of Infinispan's, CloudNativePG's and cert-manager's operators no types can be had: their fields
   * that are in use are listed.
   */
  @ParameterizedTest
  @MethodSource("overlays")
  void otherObjectsHaveNoFieldsButThoseThatAreListed(Overlay overlay) throws IOException {
    Map<String, JsonNode> listed = listed();
    for (Manifest manifest : overlay.manifests()) {
      if (!ApiSchemas.know(manifest)) {
        JsonNode fields = listed.get(manifest.apiVersion() + "/" + manifest.kind());
        assertThat(fields).as("%s: a kind that is known", manifest).isNotNull();
        leaves(manifest.json().path("spec"), "")
            .forEach((path, value) ->
                assertThat(fields.path(path).asText())
                    .as("%s: the type of %s", manifest, path)
                    .isEqualTo(value.getNodeType().name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  @Test
  void anUnknownFieldAndAWrongTypeAreFound() throws IOException {
    Manifest service =
        Overlay.all().flatMap(overlay -> overlay.ofKind("Service")).findFirst().orElseThrow();
    ObjectNode unknown = service.json().deepCopy();
    ((ObjectNode) unknown.path("spec")).put("selektor", "x");
    assertThat(ApiSchemas.fault(new Manifest(unknown)).orElseThrow()).contains("selektor");
    ObjectNode mistyped = service.json().deepCopy();
    ((ObjectNode) mistyped.at("/spec/ports/0")).put("port", "eighty");
    assertThat(ApiSchemas.fault(new Manifest(mistyped))).isPresent();
  }

  private static Map<String, JsonNode> listed() throws IOException {
    Map<String, JsonNode> all = new TreeMap<>();
    try (InputStream file = ManifestSchemaIT.class.getResourceAsStream("/operator-fields.yaml")) {
      for (Map.Entry<String, JsonNode> kind : new YAMLMapper().readTree(file).properties()) {
        all.put(kind.getKey(), kind.getValue());
      }
    }
    return all;
  }

  /** The scalars below a node by their paths; what a parameters map has is one of them. */
  private static Map<String, JsonNode> leaves(JsonNode node, String path) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    if (node.isObject() && !path.endsWith("parameters")) {
      node.properties()
          .forEach(field -> {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            leaves.putAll(leaves(field.getValue(), name));
          });
    } else {
      leaves.put(path, node);
    }
    return leaves;
  }

  @Test
  void whatIsListedIsInUse() throws IOException {
    List<String> used = new ArrayList<>();
    Overlay.all()
        .flatMap(overlay -> overlay.manifests().stream())
        .forEach(manifest -> used.add(manifest.apiVersion() + "/" + manifest.kind()));
    assertThat(used).containsAll(listed().keySet());
  }
}
