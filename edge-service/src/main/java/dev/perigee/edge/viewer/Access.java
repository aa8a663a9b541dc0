package dev.perigee.edge.viewer;

import dev.perigee.contracts.GeoRestriction;
import dev.perigee.edge.signature.SignedRequests;
import dev.perigee.edge.signature.Verdict;
import dev.perigee.edge.signature.VerifiedSignatures;
import java.time.InstantSource;

/** Who may have what a request asks for. */
final class Access {

  private final InstantSource clock;
  private final VerifiedSignatures verified = new VerifiedSignatures();

  Access(InstantSource clock) {
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
    if (exchange.distribution().geo().mode() != GeoRestriction.Mode.NONE) {
      return new Refused(Refusal.NO_GEO_DATABASE);
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
