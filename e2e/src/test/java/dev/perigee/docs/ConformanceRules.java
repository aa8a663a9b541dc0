package dev.perigee.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A list of rules, each a line {@code ID | SENTENCE} below its section's {@code # TITLE}; a line
 * {@code ID ! SENTENCE} names an exception.
 */
record ConformanceRules(String title, List<Rule> rules, List<Rule> exceptions) {

  record Rule(String id, String section, String text) {}

  static ConformanceRules read(String title, String file) {
    List<Rule> rules = new ArrayList<>();
    List<Rule> exceptions = new ArrayList<>();
    String section = "";
    for (String line : lines(file)) {
      int space = line.indexOf(' ');
      String first = line.substring(0, space);
      if (first.equals("#")) {
        section = line.substring(2);
        continue;
      }
      List<Rule> list = line.charAt(space + 1) == '!' ? exceptions : rules;
      list.add(new Rule(first, section, line.substring(space + 3)));
    }
    return new ConformanceRules(title, List.copyOf(rules), List.copyOf(exceptions));
  }

  private static List<String> lines(String file) {
    try (InputStream in = ConformanceRules.class.getResourceAsStream("/conformance/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
