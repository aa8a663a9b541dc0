package dev.perigee.config.wire;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reads the JSON files that lie beside this class. */
final class Resources {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Resources() {}

  static <T> T json(String name, TypeReference<T> type) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      return MAPPER.readValue(Objects.requireNonNull(in, name), type);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
