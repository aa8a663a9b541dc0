package dev.perigee.images;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A service of which there is an image, and what it is told there. */
enum Service {
  EDGE(
      "edge-service",
      "Serves viewers from memory, the grid and origin-service",
      40,
      List.of(8080, 8443, 9100),
      Map.of(
          "PERIGEE_EDGE_HOST", Service.ANY_ADDRESS, "PERIGEE_EDGE_STATE_DIRECTORY", Service.STATE)),
  ORIGIN(
      "origin-service",
      "Fetches from the origins, once for all edges",
      40,
      List.of(9010, 9011),
      Map.of(
          "PERIGEE_ORIGIN_HOST",
          Service.ANY_ADDRESS,
          "PERIGEE_ORIGIN_STATE_DIRECTORY",
          Service.STATE)),
  CONFIG("config-service", "The CloudFront API", 50, List.of(9000, 9001), Map.of()),
  INVALIDATION(
      "invalidation-service",
      "Orders invalidations and counts who has applied them",
      50,
      List.of(9020, 9021),
      Map.of()),
  ROUTER(
      "router-service",
      "Tells viewers which edge is nearest, by DNS and redirects",
      50,
      List.of(8053, 9030, 9031),
      Map.of("PERIGEE_ROUTER_DNS_HOST", Service.ANY_ADDRESS));

  /** Where a service keeps what is to survive its restart: a volume of its own. */
  static final String STATE = "/var/lib/perigee";

  private static final String ANY_ADDRESS = "0.0.0.0";

  private final String module;
  private final String description;
  private final int heapPercent;
  private final List<Integer> ports;
  private final Map<String, String> ownEnvironment;

  /**
   * @param heapPercent share of the container's memory limit that the heap may take. Buffers
   *     outside of it may take as much again: that is the JVM's rule where no other is given.
   */
  Service(
      String module,
      String description,
      int heapPercent,
      List<Integer> ports,
      Map<String, String> ownEnvironment) {
    this.module = module;
    this.description = description;
    this.heapPercent = heapPercent;
    this.ports = ports;
    this.ownEnvironment = ownEnvironment;
  }

  static Service named(String module) {
    return Arrays.stream(values())
        .filter(service -> service.module.equals(module))
        .findFirst()
        .orElseThrow(() ->
            new ImageException(
                "no service %s (expected: one of %s)"
                    .formatted(module, Arrays.stream(values()).map(Service::module).toList())));
  }

  /** The service's name, its module's folder and its image's name. */
  String module() {
    return module;
  }

  String description() {
    return description;
  }

  /** The ports that it listens on by itself, the management port last. */
  List<Integer> ports() {
    return ports;
  }

  /** In a container, it is the container's own network that a service listens on. */
  SortedMap<String, String> environment() {
    Map<String, String> all = new HashMap<>(ownEnvironment);
    all.put("QUARKUS_HTTP_HOST", ANY_ADDRESS);
    all.put("QUARKUS_MANAGEMENT_HOST", ANY_ADDRESS);
    return new TreeMap<>(all);
  }

  /** What the local suite calls it; of edges, the first. */
  String part() {
    return this == EDGE ? "edge-1" : module;
  }

  /**
   * The beginning of its JVM's command line. The JVM takes its memory and its collector by the
   * cgroup's limits. Netty, to which the jar's manifest opens {@code java.nio}, frees its buffers
   * by itself, and they are not filled with zeros first.
   */
  List<String> flags(String java) {
    return List.of(
        java,
        "-XX:MaxRAMPercentage=" + heapPercent,
        "-XX:+UseCompactObjectHeaders",
        "-XX:+ExitOnOutOfMemoryError",
        "-Xss512k",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dio.netty.tryReflectionSetAccessible=true");
  }
}
