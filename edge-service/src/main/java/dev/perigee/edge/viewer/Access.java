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
    if (exchange.behavior().signed()) {
      return Optional.of(Refusal.SIGNATURE);
    }
    return Optional.empty();
  }
}
