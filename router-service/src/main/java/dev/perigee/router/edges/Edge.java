package dev.perigee.router.edges;

import dev.perigee.contracts.EdgeStatus;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** An edge as it said of itself last, and what is made of that. */
public record Edge(EdgeStatus status, Standing standing) {

  /** How fit an edge is to serve, best first. */
  public enum Standing {
    /** It is alive and follows the invalidations. */
    HEALTHY,
    /** It is alive, and has lost touch with the invalidations. */
    OUT_OF_TOUCH,
    /** Nothing has been heard from it for longer than its lease. */
    SILENT
  }

  /** The port that viewers reach it on; empty where its status names none. */
  public Optional<Integer> httpPort() {
    return url().map(URI::getPort).filter(port -> port > 0);
  }

  /** The address that viewers reach it on; empty where its status names a host instead. */
  public Optional<InetAddress> address() {
    return url().map(URI::getHost).flatMap(Edge::literal);
  }

  private Optional<URI> url() {
    try {
      return Optional.of(URI.create(status.http()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Reads an address literal; a name is never looked up. */
  private static Optional<InetAddress> literal(String host) {
    boolean ipv6 = host.startsWith("[") && host.endsWith("]");
    if (!ipv6 && !host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
