package dev.perigee.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * What a custom resource definition's schema says of fields, as a JSON Schema without its words. Of
 * parts that occur more than once, one is kept, in {@code $defs}. What is said in the Common
 * Expression Language is left out.
 */
final class DefinitionFacts {

  private static final List<String> KEPT =
      List.of(
          "type",
          "required",
          "enum",
          "pattern",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems");

  private static final int WIDTH = 140;

  private final Map<String, Integer> occurrences = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, JsonNode> shared = new LinkedHashMap<>();

  private DefinitionFacts() {}

  /**
   * Writes the schemas that {@link OperatorSchemas} reads.
   *
   * @param arguments whose definitions they are and of which version, the folder to write to, and
   *     the files of the definitions, as {@code kubectl get crd NAME -o yaml} prints them
   */
  public static void main(String[] arguments) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    for (String file : List.of(arguments).subList(2, arguments.length)) {
      JsonNode spec = yaml.readTree(Path.of(file).toFile()).path("spec");
      for (JsonNode version : spec.path("versions")) {
        Path folder =
            Path.of(arguments[1], spec.path("group").asText(), version.path("name").asText());
        Files.writeString(
            Files.createDirectories(folder).resolve(spec.at("/names/kind").asText() + ".yaml"),
            "# What the definition of %s says of fields.%n".formatted(arguments[0])
                + text(of(version.at("/schema/openAPIV3Schema"))));
      }
    }
  }

  /** Of a field, what has no fields is on one line. */
  private static String text(JsonNode schema) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
    options.setWidth(WIDTH);
    return new Yaml(options).dump(new ObjectMapper().convertValue(schema, Map.class));
  }

  /**
   * @param schema a version's {@code openAPIV3Schema}
   */
  static ObjectNode of(JsonNode schema) {
    ObjectNode bare = bare(schema);
    ((ObjectNode) bare.path("properties")).remove("status");
    DefinitionFacts facts = new DefinitionFacts();
    facts.count(bare);
    ObjectNode all = facts.parts(bare);
    if (!facts.shared.isEmpty()) {
      all.set("$defs", JsonNodeFactory.instance.objectNode().setAll(facts.shared));
    }
    return all;
  }

  private static ObjectNode bare(JsonNode schema) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    for (String keyword : KEPT) {
      if (schema.has(keyword)) {
        facts.set(keyword, schema.path(keyword));
      }
    }
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      facts.set("type", types("integer", "string"));
    }
    if (schema.path("nullable").asBoolean()) {
      facts.set("type", types(schema.path("type").asText(), "null"));
    }
    if (schema.has("items")) {
      facts.set("items", bare(schema.path("items")));
    }
    JsonNode others = schema.path("additionalProperties");
    if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      facts.put("additionalProperties", true);
    } else if (others.isObject()) {
      facts.set("additionalProperties", bare(others));
    }
    if (schema.has("properties")) {
      ObjectNode properties = facts.putObject("properties");
      schema
          .path("properties")
          .properties()
          .forEach(field -> properties.set(field.getKey(), bare(field.getValue())));
    }
    for (String alternatives : List.of("oneOf", "anyOf")) {
      if (schema.has(alternatives) && !schema.path("x-kubernetes-int-or-string").asBoolean()) {
        ArrayNode all = facts.putArray(alternatives);
        schema.path(alternatives).forEach(one -> all.add(bare(one)));
      }
    }
    return facts;
  }

  private static ArrayNode types(String... types) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    List.of(types).forEach(all::add);
    return all;
  }

  /** Counts parts with fields; those of a part that was met before are not counted again. */
  private void count(JsonNode schema) {
    if (!schema.has("properties") || occurrences.merge(schema.toString(), 1, Integer::sum) == 1) {
      schema.path("properties").forEach(this::count);
      if (schema.has("items")) {
        count(schema.path("items"));
      }
      if (schema.path("additionalProperties").isObject()) {
        count(schema.path("additionalProperties"));
      }
    }
  }

  private ObjectNode parts(ObjectNode schema) {
    ObjectNode all = schema.deepCopy();
    schema
        .path("properties")
        .properties()
        .forEach(field ->
            ((ObjectNode) all.path("properties"))
                .set(field.getKey(), part(field.getKey(), field.getValue())));
    if (schema.has("items")) {
      all.set("items", part("item", schema.path("items")));
    }
    if (schema.path("additionalProperties") instanceof ObjectNode others) {
      all.set("additionalProperties", part("value", others));
    }
    return all;
  }

  private JsonNode part(String field, JsonNode schema) {
    String text = schema.toString();
    if (occurrences.getOrDefault(text, 0) < 2) {
      return parts((ObjectNode) schema);
    }
    String name = names.get(text);
    if (name == null) {
      name = field;
      for (int number = 2; names.containsValue(name); number++) {
        name = field + number;
      }
      names.put(text, name);
      shared.put(name, parts((ObjectNode) schema));
    }
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + name);
  }
}
