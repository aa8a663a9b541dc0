package dev.perigee.edge.viewer;

import dev.perigee.contracts.GeoRestriction;
import java.util.Optional;

/** Who may have what a request asks for. */
final class Access {

  /** Why the viewer may not have it; empty where it may. */
  Optional<Refusal> check(Exchange exchange) {
    if (exchange.distribution().geo().mode() != GeoRestriction.Mode.NONE) {
      return Optional.of(Refusal.NO_GEO_DATABASE);
    }
    return checkSignature(exchange);
  }

  /**
   * Why the viewer may not have an error page. Its country does not matter: the page may be what
   * tells it so.
   */
  Optional<Refusal> checkPage(Exchange page) {
    return checkSignature(page);
  }

  private static Optional<Refusal> checkSignature(Exchange exchange) {
    return exchange.behavior().signed() ? Optional.of(Refusal.SIGNATURE) : Optional.empty();
  }
}
