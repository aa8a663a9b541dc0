package dev.perigee.config.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.config.wire.ServiceModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The errors that the service model documents of each operation. */
final class Documented {

  private static final String MODEL = "cloudfront-2020-05-31.json";

  private final Map<String, Set<String>> byOperation;

  private Documented(Map<String, Set<String>> byOperation) {
    this.byOperation = byOperation;
  }

  /**
   * Reads the model.
   *
   * @param supported the operations that count
   */
  static Documented of(Set<String> supported) {
    Map<String, Set<String>> byOperation = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(ServiceModel.class.getResourceAsStream(MODEL), MODEL)) {
      JsonNode operations = JsonMapper.builder().build().readTree(in).get("operations");
      operations
          .properties()
          .forEach(operation -> byOperation.put(operation.getKey(), errors(operation.getValue())));
      byOperation.keySet().retainAll(supported);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Documented(byOperation);
  }

  private static Set<String> errors(JsonNode operation) {
    Set<String> errors = new TreeSet<>();
    operation.path("errors").forEach(error -> errors.add(error.get("shape").asText()));
    return errors;
  }

  /** Of all operations of a family. */
  Set<String> errors(Family family) {
    Set<String> errors = new TreeSet<>();
    byOperation.forEach((operation, documented) -> {
      if (family.has(operation)) {
        errors.addAll(documented);
      }
    });
    return errors;
  }

  boolean allows(Ledger.Answer answer) {
    return byOperation.getOrDefault(answer.operation(), Set.of()).contains(answer.code());
  }
}
