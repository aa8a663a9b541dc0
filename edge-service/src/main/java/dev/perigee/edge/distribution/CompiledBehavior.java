package dev.perigee.edge.distribution;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup;
import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.headers.ResponseHeaderRules;
import dev.perigee.edge.origin.ForwardingRules;
import dev.perigee.edge.signature.SignedRequests;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.FreshnessRules;
import dev.perigee.httpcache.key.CacheKeyRecipe;
import dev.perigee.httpcache.request.PathPattern;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A behaviour with everything prepared that its requests need. Immutable.
 *
 * @param source what it was made from
 * @param origin where misses go; of an origin group the primary
 * @param bypass why no response of this behaviour is ever cached; empty where they may be
 * @param collapsing whether requests that meet are one for the origin: CloudFront's are not where
 *     the origin sees cookies
 * @param signed what requests must be signed by; null where everyone is served
 * @param responseHeaders what is done to the headers of responses; null for nothing
 * @param compress whether what the origin did not compress is compressed here
 */
public record CompiledBehavior(
    Behavior source,
    PathPattern pattern,
    Behavior.ViewerProtocol viewerProtocol,
    Set<String> allowedMethods,
    Set<String> cachedMethods,
    Origin origin,
    Optional<Reason> bypass,
    CacheKeyRecipe key,
    ForwardingRules forwarding,
    FreshnessRules freshness,
    CachePolicy.Semantics semantics,
    boolean collapsing,
    @Nullable SignedRequests signed,
    @Nullable ResponseHeaderRules responseHeaders,
    boolean compress) {

  static CompiledBehavior of(
      Behavior behavior,
      Origin origin,
      @Nullable OriginGroup group,
      DistributionSnapshot snapshot) {
    CachePolicy policy = behavior.cachePolicy();
    ResponseHeaders headers = behavior.responseHeaders();
    ForwardingRules forwarding =
        new ForwardingRules(policy, behavior.forwarding(), origin, group, snapshot.domainName());
    return new CompiledBehavior(
        behavior,
        new PathPattern(behavior.pathPattern()),
        behavior.viewerProtocol(),
        Set.copyOf(behavior.allowedMethods()),
        Set.copyOf(behavior.cachedMethods()),
        origin,
        bypass(policy),
        new CacheKeyRecipe(snapshot.id(), policy, behavior.forwarding().queryStrings()),
        forwarding,
        FreshnessRules.of(policy, snapshot.errorRules()),
        policy.semantics(),
        policy.semantics() == CachePolicy.Semantics.RFC9111 || !forwarding.forwardsCookies(),
        behavior.trustedKeys().isEmpty() ? null : SignedRequests.by(behavior.trustedKeys()),
        headers == null ? null : ResponseHeaderRules.of(headers),
        behavior.compress() && (policy.gzip() || policy.brotli()));
  }

  private static Optional<Reason> bypass(CachePolicy policy) {
    if (policy.headers().mode() == Selection.Mode.ALL) {
      return Optional.of(Reason.ALL_HEADERS);
    }
    return policy.maxTtl().isZero() ? Optional.of(Reason.POLICY) : Optional.empty();
  }
}
