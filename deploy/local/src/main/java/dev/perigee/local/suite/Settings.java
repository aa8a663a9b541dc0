package dev.perigee.local.suite;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the person who starts the suite decides.
 *
 * @param stateDirectory all that the suite keeps
 * @param portOffset added to every port, so that two suites can run side by side
 * @param edges how many edges
 * @param originServices how many instances of origin-service
 * @param gridMegabytes how much each cache server holds
 */
public record Settings(
    Path stateDirectory, int portOffset, int edges, int originServices, int gridMegabytes) {

  /** What the launcher's options and the documentation call these settings. */
  public static final String STATE_DIRECTORY = "PERIGEE_STATE_DIR";

  public static final String PORT_OFFSET = "PERIGEE_PORT_OFFSET";
  public static final String ORIGIN_SERVICES = "PERIGEE_ORIGIN_SERVICES";
  public static final String GRID_MEGABYTES = "PERIGEE_GRID_MEGABYTES";

  /** Further flags of the edges' JVMs, separated by spaces; they go before the suite's own. */
  static final String JAVA_OPTIONS = "PERIGEE_JAVA_OPTIONS";

  public static final int MAX_EDGES = 32;

  static final int MAX_ORIGIN_SERVICES = 4;

  private static final int MAX_PORT_OFFSET = 40_000;
  private static final int DEFAULT_GRID_MEGABYTES = 48;
  private static final int MAX_GRID_MEGABYTES = 65_536;

  /**
   * Reads the settings.
   *
   * @param root the repository's root, whose {@code .perigee} is the default state directory
   * @throws SuiteException where a value is out of its range
   */
  public static Settings of(Path root, int edges, Map<String, String> environment)
      throws SuiteException {
    if (edges < 1 || edges > MAX_EDGES) {
      throw new SuiteException("--edges: " + edges + " (expected: 1 to " + MAX_EDGES + ")");
    }
    String directory = environment.get(STATE_DIRECTORY);
    return new Settings(
        directory == null || directory.isBlank()
            ? root.resolve(".perigee")
            : Path.of(directory).toAbsolutePath().normalize(),
        number(PORT_OFFSET, environment.get(PORT_OFFSET), 0, 0, MAX_PORT_OFFSET),
        edges,
        number(ORIGIN_SERVICES, environment.get(ORIGIN_SERVICES), 1, 1, MAX_ORIGIN_SERVICES),
        number(
            GRID_MEGABYTES,
            environment.get(GRID_MEGABYTES),
            DEFAULT_GRID_MEGABYTES,
            1,
            MAX_GRID_MEGABYTES));
  }

  /** The same with so many edges. */
  Settings withEdges(int count) {
    return new Settings(stateDirectory, portOffset, count, originServices, gridMegabytes);
  }

  private static int number(String name, @Nullable String value, int preset, int from, int to)
      throws SuiteException {
    if (value == null || value.isBlank()) {
      return preset;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= from && number <= to) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with what was expected.
    }
    throw new SuiteException(
        name + ": " + value + " (expected: an integer from " + from + " to " + to + ")");
  }
}
