package dev.perigee.edge.viewer;

import dev.perigee.edge.facts.GeoDatabase;
import dev.perigee.edge.facts.ServedCountries;
import dev.perigee.edge.signature.SignedRequests;
import dev.perigee.edge.signature.Verdict;
import dev.perigee.edge.signature.VerifiedSignatures;
import java.time.InstantSource;
import java.util.Optional;

/** Who may have what a request asks for. */
final class Access {

  private final GeoDatabase places;
  private final InstantSource clock;
  private final VerifiedSignatures verified = new VerifiedSignatures();

  Access(GeoDatabase places, InstantSource clock) {
    this.places = places;
    this.clock = clock;
  }

  sealed interface Result {}

  /**
   * This viewer may.
   *
   * @param exchange without what only concerned the access
   */
  record Allowed(Exchange exchange) implements Result {}

  record Refused(Refusal refusal) implements Result {}

  Result check(Exchange exchange) {
    Optional<ServedCountries> countries = exchange.distribution().countries();
    if (countries.isPresent()) {
      if (!places.isThere()) {
        return new Refused(Refusal.NO_GEO_DATABASE);
      }
      if (!countries.get().include(places.country(exchange.request().peerAddress()))) {
        return new Refused(Refusal.COUNTRY);
      }
    }
    return checkSignature(exchange);
  }

  /**
   * Whether the viewer may have an error page. Its country does not matter: the page may be what
   * tells it so.
   */
  Result checkPage(Exchange page) {
    return checkSignature(page);
  }

  private Result checkSignature(Exchange exchange) {
    SignedRequests signed = exchange.behavior().signed();
    if (signed == null) {
      return new Allowed(exchange);
    }
    return switch (signed.check(exchange.request(), clock.instant(), verified)) {
      case Verdict.Signed(var request) -> new Allowed(exchange.with(request));
      case Verdict.Refused(var error) -> new Refused(Refusal.of(error));
    };
  }
}
