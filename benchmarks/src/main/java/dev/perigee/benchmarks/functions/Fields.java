package dev.perigee.benchmarks.functions;

import dev.perigee.httpcache.HeaderView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Headers, each of one value.
 *
 * @param values by name in lower case
 */
record Fields(Map<String, String> values) implements HeaderView {

  @Override
  public @Nullable String first(String name) {
    return values.get(name);
  }

  @Override
  public List<String> all(String name) {
    String value = values.get(name);
    return value == null ? List.of() : List.of(value);
  }
}
