package dev.perigee.edge.viewer;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.edge.fill.Fills;
import java.util.Set;

/**
 * Under {@code RFC9111}, a request that changed its object at the origin lets go of what is cached
 * of it (RFC 9111, section 4.4): in this edge and in the grid, whatever its variants.
 */
final class UnsafeMethods {

  /** RFC 9110, section 9.2.1. */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final Fills fills;

  UnsafeMethods(Fills fills) {
    this.fills = fills;
  }

  /**
   * @param status of the origin's response; an error has changed nothing
   */
  void answered(Exchange exchange, int status) {
    if (exchange.behavior().semantics() == CachePolicy.Semantics.RFC9111
        && !SAFE.contains(exchange.request().method())
        && status >= 200
        && status < 400) {
      fills.forget(CachePlan.key(exchange, "GET"));
    }
  }
}
