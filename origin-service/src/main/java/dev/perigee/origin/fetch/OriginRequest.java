package dev.perigee.origin.fetch;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.origin.endpoint.Destination;
import dev.perigee.origin.endpoint.RequestSigner;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;

/**
 * The request as the origin gets it, but for its body.
 *
 * @param target raw path and query
 * @param headers all but those that frame the body
 */
record OriginRequest(
    Origin origin, Destination destination, HttpMethod method, String target, MultiMap headers) {

  /** Translates an edge's request for an origin, signed where the origin's are. */
  static Outcome<OriginRequest> of(EdgeRequest edge, Origin origin, Destination destination) {
    if (destination.confined() && DotSegments.in(edge.target())) {
      return Outcome.failed(
          OriginFailure.OriginPathRefused, "path: . or .. as a segment (expected: none)");
    }
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    HeaderRules.copyRequest(edge.headers(), origin.customHeaders(), headers);
    if (origin.kind() == Origin.Kind.S3) {
      // Servers that speak S3 take a header of the x-amz- family for one of theirs, and refuse it.
      headers.remove("x-amz-cf-id");
    }
    String target = destination.pathPrefix() + edge.target();
    RequestSigner signer = destination.signer();
    boolean viewersOwn =
        origin.signing() == Origin.Signing.NO_OVERRIDE && headers.contains("authorization");
    if (signer != null && !viewersOwn) {
      target =
          signer.sign(
              edge.method().name(), target, destination.authority(), headers, edge.hasBody());
    } else {
      String forwarded = edge.forwardedHost();
      headers.set("host", forwarded == null ? destination.authority() : forwarded);
    }
    return Outcome.done(new OriginRequest(origin, destination, edge.method(), target, headers));
  }
}
