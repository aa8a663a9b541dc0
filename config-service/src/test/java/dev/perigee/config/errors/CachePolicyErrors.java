package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;
import static dev.perigee.config.errors.Samples.CACHING_OPTIMIZED;
import static dev.perigee.config.errors.Samples.names;

import dev.perigee.config.coverage.Configs;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ParametersInCacheKeyAndForwardedToOrigin;

final class CachePolicyErrors implements Errors {

  @Override
  public void provoke(Api api) {
    CachePolicyConfig config = policy(key -> {});
    String id = api.own().createCachePolicy(r -> r.cachePolicyConfig(config)).cachePolicy().id();
    api.refused("CachePolicyAlreadyExists", () -> create(api, config));
    api.refused(
        "InvalidArgument",
        () -> create(api, config.toBuilder().name(unique()).minTTL(-1L).build()));
    api.refused(
        "InconsistentQuantities",
        () ->
            create(
                api,
                policy(key ->
                    key.cookiesConfig(
                        c -> c.cookieBehavior("whitelist").cookies(n -> n.quantity(2))))));
    api.refused(
        "TooManyHeadersInCachePolicy",
        () ->
            create(
                api,
                policy(key ->
                    key.headersConfig(h ->
                        h.headerBehavior("whitelist")
                            .headers(n -> n.quantity(11).items(names(11)))))));
    api.refused(
        "TooManyCookiesInCachePolicy",
        () ->
            create(
                api,
                policy(key ->
                    key.cookiesConfig(c ->
                        c.cookieBehavior("whitelist")
                            .cookies(n -> n.quantity(11).items(names(11)))))));
    api.refused(
        "TooManyQueryStringsInCachePolicy",
        () ->
            create(
                api,
                policy(key ->
                    key.queryStringsConfig(q ->
                        q.queryStringBehavior("whitelist")
                            .queryStrings(n -> n.quantity(11).items(names(11)))))));
    api.refused("NoSuchCachePolicy", () -> api.own().getCachePolicy(r -> r.id("none")));
    api.refused("AccessDenied", () -> api.purger().getCachePolicy(r -> r.id(id)));
    api.refused(
        "IllegalUpdate",
        () ->
            api.own()
                .updateCachePolicy(
                    r -> r.id(CACHING_OPTIMIZED).ifMatch("E").cachePolicyConfig(config)));
    api.refused(
        "IllegalDelete",
        () -> api.own().deleteCachePolicy(r -> r.id(CACHING_OPTIMIZED).ifMatch("E")));
    api.refusedWithoutVersion(
        version -> api.own().deleteCachePolicy(r -> r.id(id).ifMatch(version)));
    api.own()
        .createDistribution(
            r -> r.distributionConfig(Samples.distribution(b -> b.cachePolicyId(id)).build()));
    String version = api.own().getCachePolicy(r -> r.id(id)).eTag();
    api.refused(
        "CachePolicyInUse", () -> api.own().deleteCachePolicy(r -> r.id(id).ifMatch(version)));
    api.refusedInTheEnd(
        "TooManyCachePolicies",
        i -> api.crowded().createCachePolicy(r -> r.cachePolicyConfig(policy(key -> {}))));
  }

  private static void create(Api api, CachePolicyConfig config) {
    api.own().createCachePolicy(r -> r.cachePolicyConfig(config));
  }

  private static CachePolicyConfig policy(
      Consumer<ParametersInCacheKeyAndForwardedToOrigin.Builder> change) {
    CachePolicyConfig config = Configs.cachePolicy();
    return config.toBuilder()
        .name(unique())
        .parametersInCacheKeyAndForwardedToOrigin(
            config.parametersInCacheKeyAndForwardedToOrigin().copy(change))
        .build();
  }
}
