package dev.perigee.edge.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with settings, a line each. */
final class Problems {

  private final String prefix;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param prefix of the settings' keys
   */
  Problems(String prefix) {
    this.prefix = prefix;
  }

  List<String> lines() {
    return lines;
  }

  void number(String key, long value, long least, long most) {
    if (value < least || value > most) {
      add(key, value, least + " to " + most);
    }
  }

  void time(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      add(key, value, least + " to " + most);
    }
  }

  void matching(String key, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      add(key, value, pattern.toString());
    }
  }

  void beginningNoneOf(String key, String prefix, List<String> names) {
    if (names.stream().anyMatch(name -> name.startsWith(prefix))) {
      add(key, prefix, "not the beginning of any of " + names);
    }
  }

  void present(String key, Optional<?> value) {
    if (value.isEmpty()) {
      add(key, "nothing", "a value");
    }
  }

  void readable(String key, Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      add(key, file, "a file that can be read");
    }
  }

  private void add(String key, Object value, String expected) {
    lines.add("%s.%s: %s (expected: %s)".formatted(prefix, key, value, expected));
  }
}
