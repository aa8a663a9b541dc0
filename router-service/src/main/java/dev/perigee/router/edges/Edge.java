package dev.perigee.router.edges;

import dev.perigee.contracts.EdgeStatus;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An edge as it said of itself last, and what is made of that.
 *
 * @param load share of its processors' time that it takes, 0 to 1, smoothed; 0 where that is not
 *     known
 * @param addresses that viewers reach it on; none where its status names a host instead
 */
public record Edge(EdgeStatus status, Standing standing, double load, List<InetAddress> addresses) {

  /** With the addresses of its status. */
  public Edge(EdgeStatus status, Standing standing, double load) {
    this(status, standing, load, addresses(status));
  }

  /** How fit an edge is to serve, best first. */
  public enum Standing {
    /** It is alive and follows the invalidations. */
    HEALTHY,
    /** It is alive, and has lost touch with the invalidations. */
    OUT_OF_TOUCH,
    /** Nothing has been heard from it for a while. */
    SILENT
  }

  public String id() {
    return status.edgeId();
  }

  public String region() {
    return status.region();
  }

  /** The port that viewers reach it on; empty where its status names none. */
  public Optional<Integer> httpPort() {
    return url(status).map(URI::getPort).filter(port -> port > 0);
  }

  /** What the status says of its addresses; which takes a while. */
  static List<InetAddress> addresses(EdgeStatus status) {
    Stream<String> named =
        status.addresses().isEmpty()
            ? url(status).map(URI::getHost).stream()
            : status.addresses().stream();
    return named.flatMap(address -> literal(address).stream()).toList();
  }

  private static Optional<URI> url(EdgeStatus status) {
    try {
      return Optional.of(URI.create(status.http()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Reads an address literal; a name is never looked up. */
  private static Optional<InetAddress> literal(String host) {
    if (!host.contains(":") && !host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
