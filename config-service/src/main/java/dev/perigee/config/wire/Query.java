package dev.perigee.config.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a query string, decoded, in their order. */
public final class Query {

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /** A name and a value; the value is empty where the query had no equals sign. */
  public record Parameter(String name, String value) {}

  static Query parse(String rawQuery) {
    List<Parameter> parameters = new ArrayList<>();
    for (String part : rawQuery.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      parameters.add(
          equals < 0
              ? new Parameter(Percent.decode(part), "")
              : new Parameter(
                  Percent.decode(part.substring(0, equals)),
                  Percent.decode(part.substring(equals + 1))));
    }
    return new Query(parameters);
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  public Optional<String> first(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
  }
}
