package dev.perigee.router.guess;

import dev.perigee.contracts.ClientPrefix;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the operator knows of networks: a line each, the network first, then the regions that are
 * near it, best first, each with the milliseconds that the way there takes:
 *
 * <pre>
 * # the campus, and the branch office in Lyon
 * 10.20.0.0/16      frankfurt=4 amsterdam=11
 * 2001:db8:20::/48  paris=9
 * 10.30.0.0/16      paris
 * </pre>
 *
 * <p>Without a number the first region is taken for 10 ms away, each further one for 10 ms more. Of
 * two networks around a client the narrower one counts. Immutable.
 */
final class NetworkMap {

  static final int MOST_NETWORKS = 1_000_000;

  private static final double STEP_MILLIS = 10;
  private static final double MOST_MILLIS = 10_000;
  private static final double MICROS_PER_MILLI = 1_000;

  private final Map<ClientPrefix, Map<String, Double>> microsByNetwork = new HashMap<>();
  private final List<Integer> widths;

  private NetworkMap(Iterable<String> lines) {
    int number = 0;
    for (String line : lines) {
      number++;
      try {
        add(line);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    widths =
        microsByNetwork.keySet().stream()
            .map(ClientPrefix::bits)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
  }

  /**
   * Reads a map.
   *
   * @throws IllegalArgumentException that names the line, and what was expected of it
   */
  static NetworkMap read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return of(reader.lines()::iterator);
    }
  }

  static NetworkMap of(Iterable<String> lines) {
    return new NetworkMap(lines);
  }

  private void add(String line) {
    int comment = line.indexOf('#');
    String told = (comment < 0 ? line : line.substring(0, comment)).strip();
    if (told.isEmpty()) {
      return;
    }
    String[] words = told.split("\\s+");
    if (words.length < 2) {
      throw new IllegalArgumentException(
          "'" + told + "' (expected: a network and its regions, such as 10.0.0.0/8 paris=9)");
    }
    Map<String, Double> micros = new LinkedHashMap<>();
    for (int i = 1; i < words.length; i++) {
      add(words[i], i, micros);
    }
    if (microsByNetwork.size() >= MOST_NETWORKS) {
      throw new IllegalArgumentException("(expected: at most " + MOST_NETWORKS + " networks)");
    }
    if (microsByNetwork.put(network(words[0]), Map.copyOf(micros)) != null) {
      throw new IllegalArgumentException(words[0] + " is there twice (expected: once)");
    }
  }

  private static void add(String word, int position, Map<String, Double> micros) {
    int equals = word.indexOf('=');
    String region = equals < 0 ? word : word.substring(0, equals);
    double millis = equals < 0 ? position * STEP_MILLIS : millis(word, word.substring(equals + 1));
    if (region.isEmpty() || micros.put(region, millis * MICROS_PER_MILLI) != null) {
      throw new IllegalArgumentException(
          "'" + word + "' (expected: each region once, such as paris=9)");
    }
  }

  private static double millis(String word, String text) {
    try {
      double millis = Double.parseDouble(text);
      if (millis > 0 && millis <= MOST_MILLIS) {
        return millis;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "'%s' (expected: milliseconds above 0 to %.0f)".formatted(word, MOST_MILLIS));
  }

  private static ClientPrefix network(String text) {
    ClientPrefix network = ClientPrefix.parse(text);
    int bits = Integer.parseInt(text.substring(text.indexOf('/') + 1));
    if (bits != network.bits()) {
      throw new IllegalArgumentException(
          "network: '%s' (expected: at most /%d)".formatted(text, network.bits()));
    }
    return network;
  }

  /** Microseconds by region, as said of the narrowest network around a client; none if of none. */
  Map<String, Double> find(ClientPrefix client) {
    for (int bits : widths) {
      if (bits <= client.bits()) {
        Map<String, Double> found = microsByNetwork.get(client.widened(bits));
        if (found != null) {
          return found;
        }
      }
    }
    return Map.of();
  }
}
