package dev.perigee.kubernetes;

import dev.perigee.contracts.Topics;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the services say of themselves: their settings, ports and metrics. */
final class ServiceFacts {

  static final Set<String> TOPICS =
      Set.of(Topics.DISTRIBUTIONS, Topics.INVALIDATIONS, Topics.EDGES, Topics.LATENCY);

  private static final String CONFIGURATION = read("docs/configuration.md");
  private static final String METRICS = read("docs/metrics.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `[^`]+` \\| `([A-Z0-9_]+)` \\| (?:`([^`]*)`)? ?\\|");
  private static final Pattern METRIC = Pattern.compile("perigee_[a-z_]+");

  private final String service;
  private final Properties properties;

  ServiceFacts(String service) {
    this.service = service;
    this.properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(
            Overlay.ROOT.resolve(service).resolve("src/main/resources/application.properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(service, e);
    }
  }

  /** Whether a service reads an environment variable. */
  boolean reads(String variable) {
    return variable.startsWith("QUARKUS_")
        ? properties.stringPropertyNames().stream().anyMatch(key -> isSetBy(key, variable))
            || variable.equals("QUARKUS_DATASOURCE_PASSWORD")
        : setting(section("Shared"), variable) || setting(section(service), variable);
  }

  private static boolean isSetBy(String key, String variable) {
    return key.replaceAll("[^A-Za-z0-9]", "_").equalsIgnoreCase(variable);
  }

  private static boolean setting(String section, String variable) {
    return ROW.matcher(section).results().anyMatch(row -> row.group(1).equals(variable));
  }

  /** The default of a setting, a number. */
  long number(String variable) {
    return ROW.matcher(section(service))
        .results()
        .filter(row -> row.group(1).equals(variable))
        .mapToLong(row -> Long.parseLong(row.group(2)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(service + " has no " + variable));
  }

  /** The ports that the service listens on where it is told nothing else. */
  Set<Long> ports() {
    Set<Long> ports = new TreeSet<>();
    ports.add(managementPort());
    switch (service) {
      case "edge-service" ->
          ports.addAll(
              List.of(number("PERIGEE_EDGE_HTTP_PORT"), number("PERIGEE_EDGE_HTTPS_PORT")));
      case "origin-service" -> ports.add(number("PERIGEE_ORIGIN_PORT"));
      case "router-service" ->
          ports.addAll(List.of(number("PERIGEE_ROUTER_DNS_PORT"), property("quarkus.http.port")));
      default -> ports.add(property("quarkus.http.port"));
    }
    return ports;
  }

  long managementPort() {
    return property("quarkus.management.port");
  }

  private long property(String name) {
    return Long.parseLong(properties.getProperty(name));
  }

  /** The names of Perigee's own metrics in some text that do not exist. */
  static Set<String> unknownMetrics(String text) {
    Set<String> unknown = new TreeSet<>();
    Matcher names = METRIC.matcher(text);
    while (names.find()) {
      String name = names.group().replaceFirst("_(bucket|sum|count)$", "");
      if (!METRICS.contains("`" + name + "`") && !isAbbreviated(name)) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /** The page writes several metrics that begin alike in one row. */
  private static boolean isAbbreviated(String name) {
    for (int end = name.lastIndexOf('_'); end > 0; end = name.lastIndexOf('_', end - 1)) {
      if (METRICS.contains("`…" + name.substring(end) + "`")) {
        return true;
      }
    }
    return false;
  }

  private static String section(String title) {
    int start = CONFIGURATION.indexOf("\n## " + title + "\n");
    if (start < 0) {
      throw new AssertionError("docs/configuration.md says nothing of " + title);
    }
    int end = CONFIGURATION.indexOf("\n## ", start + 1);
    return CONFIGURATION.substring(start, end < 0 ? CONFIGURATION.length() : end);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of("../..").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
