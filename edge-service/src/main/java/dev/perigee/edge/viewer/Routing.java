package dev.perigee.edge.viewer;

import dev.perigee.contracts.Behavior.ViewerProtocol;
import dev.perigee.contracts.Staging;
import dev.perigee.edge.distribution.CompiledBehavior;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.viewer.StagingChoice.Chosen;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;

/** Finds the distribution and behaviour of a request, and holds the request against them. */
final class Routing {

  private final HostTable table;
  private final StagingChoice staging;
  private final ViewerProtocols protocols;

  Routing(HostTable table, StagingChoice staging, ViewerProtocols protocols) {
    this.table = table;
    this.staging = staging;
    this.protocols = protocols;
  }

  sealed interface Result {}

  /**
   * @param cookie what the viewer is to keep, as {@code Set-Cookie} has it; empty for nothing
   */
  record Routed(Exchange exchange, Optional<String> cookie) implements Result {}

  record Refused(Refusal refusal) implements Result {}

  /** 301 to the same URL over HTTPS. */
  record Redirected(String location) implements Result {}

  Result route(ViewerRequest request) {
    Distribution distribution = table.find(request.host());
    if (distribution == null) {
      return new Refused(Refusal.UNKNOWN_HOST);
    }
    request.facts().found(distribution.snapshot());
    if (protocols.isMisdirected(request, distribution)) {
      return new Refused(Refusal.MISDIRECTED);
    }
    if (!distribution.enabled()) {
      return new Refused(Refusal.DISABLED);
    }
    if (distribution.isStaging()) {
      return new Refused(Refusal.STAGING);
    }
    Staging share = distribution.staging();
    if (share == null) {
      return hold(Exchange.of(request, distribution), Optional.empty());
    }
    Chosen chosen = staging.choose(request, distribution, share);
    return hold(Exchange.of(chosen.request(), chosen.distribution()), chosen.cookie());
  }

  private Result hold(Exchange exchange, Optional<String> cookie) {
    ViewerRequest request = exchange.request();
    CompiledBehavior behavior = exchange.behavior();
    request.facts().routed(exchange.distribution().snapshot(), behavior.source());
    if (!request.isSecure() && behavior.viewerProtocol() != ViewerProtocol.ALLOW_ALL) {
      return behavior.viewerProtocol() == ViewerProtocol.HTTPS_ONLY
          ? new Refused(Refusal.HTTPS_ONLY)
          : new Redirected(protocols.secureUrl(request));
    }
    if (!behavior.allowedMethods().contains(request.method())) {
      return new Refused(Refusal.METHOD_NOT_ALLOWED);
    }
    if (behavior.compress() && request.http().version() == HttpVersion.HTTP_1_0) {
      request.fields().remove("accept-encoding");
    }
    return new Routed(exchange, cookie);
  }
}
