package dev.perigee.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The positional arguments of a part's main class. They come from the supervisor or the testkit,
 * never from a person, so there is nothing to parse: only to check.
 */
public final class Arguments {

  private static final int MAX_PORT = 65_535;

  private final List<String> names;
  private final List<String> values;

  private Arguments(List<String> names, List<String> values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Takes the arguments in the order of their names, and starts the {@link ParentWatch} where its
   * argument is among them.
   *
   * @throws IllegalArgumentException where their number differs
   */
  public static Arguments of(String[] args, String... names) {
    List<String> values = new ArrayList<>(List.of(args));
    if (values.remove(ParentWatch.ARGUMENT)) {
      ParentWatch.start();
    }
    if (values.size() != names.length) {
      throw new IllegalArgumentException(
          "arguments: " + values + " (expected: " + List.of(names) + ")");
    }
    return new Arguments(List.of(names), List.copyOf(values));
  }

  public String text(String name) {
    return values.get(names.indexOf(name));
  }

  public Path path(String name) {
    return Path.of(text(name)).toAbsolutePath();
  }

  public int port(String name) {
    return number(name, 1, MAX_PORT);
  }

  public int number(String name, int from, int to) {
    String value = text(name);
    try {
      int number = Integer.parseInt(value);
      if (number >= from && number <= to) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with what was expected.
    }
    throw new IllegalArgumentException(
        name + ": " + value + " (expected: an integer from " + from + " to " + to + ")");
  }
}
