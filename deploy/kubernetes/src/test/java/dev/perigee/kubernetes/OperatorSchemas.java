package dev.perigee.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What operators' custom resource definitions say of fields: JSON Schemas in {@code
 * operators/GROUP/VERSION/KIND.yaml}, which {@link DefinitionFacts} makes of the definitions. The
 * API server drops what a definition does not name; here that is a fault.
 */
final class OperatorSchemas {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Optional<JsonSchema>> READ = new ConcurrentHashMap<>();

  private OperatorSchemas() {}

  /** What is wrong with an object; empty where nothing is, or where its kind is not known. */
  static List<String> faults(Manifest manifest) {
    return schema(manifest).map(schema -> schema.validate(manifest.json())).stream()
        .flatMap(faults -> faults.stream().map(ValidationMessage::getMessage))
        .map(fault -> manifest + ": " + fault)
        .toList();
  }

  static boolean know(Manifest manifest) {
    return schema(manifest).isPresent();
  }

  private static Optional<JsonSchema> schema(Manifest manifest) {
    return READ.computeIfAbsent(
        manifest.apiVersion() + "/" + manifest.kind(), OperatorSchemas::read);
  }

  private static Optional<JsonSchema> read(String kind) {
    String name = "/operators/" + kind + ".yaml";
    try (InputStream file = OperatorSchemas.class.getResourceAsStream(name)) {
      if (file == null) {
        return Optional.empty();
      }
      JsonNode schema = YAML.readTree(file);
      close(schema);
      return Optional.of(FACTORY.getSchema(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  /** Where fields are listed and nothing is said of others, there are no others. */
  private static void close(JsonNode schema) {
    if (schema.has("properties")
        && !schema.has("additionalProperties")
        && schema instanceof ObjectNode object) {
      object.put("additionalProperties", false);
    }
    schema.path("properties").forEach(OperatorSchemas::close);
    schema.path("$defs").forEach(OperatorSchemas::close);
    if (schema.has("items")) {
      close(schema.path("items"));
    }
    if (schema.path("additionalProperties").isObject()) {
      close(schema.path("additionalProperties"));
    }
  }
}
