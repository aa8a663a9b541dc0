package dev.perigee.httpcache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message's headers, given as names and values in turn. */
public record Headers(List<String> fields) implements HeaderView {

  public static Headers of(String... fields) {
    return new Headers(List.of(fields));
  }

  @Override
  public @Nullable String first(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  @Override
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equalsIgnoreCase(name)) {
        values.add(fields.get(i + 1));
      }
    }
    return values;
  }
}
