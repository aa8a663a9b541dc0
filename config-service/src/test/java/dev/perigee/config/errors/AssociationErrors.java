package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;
import static dev.perigee.config.errors.Samples.distribution;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.coverage.Configs;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** Errors of distributions that use what so many others use already. */
final class AssociationErrors implements Errors {

  @Override
  public void provoke(Api api) {
    CloudFrontClient own = api.own();
    String cachePolicy =
        own.createCachePolicy(
                r -> r.cachePolicyConfig(Configs.cachePolicy().copy(c -> c.name(unique()))))
            .cachePolicy()
            .id();
    tooMany(
        api,
        "TooManyDistributionsAssociatedToCachePolicy",
        () -> distribution(b -> b.cachePolicyId(cachePolicy)));
    String requestPolicy =
        own.createOriginRequestPolicy(r ->
                r.originRequestPolicyConfig(
                    Configs.originRequestPolicy().copy(c -> c.name(unique()))))
            .originRequestPolicy()
            .id();
    tooMany(
        api,
        "TooManyDistributionsAssociatedToOriginRequestPolicy",
        () -> distribution(b -> b.originRequestPolicyId(requestPolicy)));
    String headersPolicy =
        own.createResponseHeadersPolicy(r ->
                r.responseHeadersPolicyConfig(
                    Configs.responseHeadersPolicy().copy(c -> c.name(unique()))))
            .responseHeadersPolicy()
            .id();
    tooMany(
        api,
        "TooManyDistributionsAssociatedToResponseHeadersPolicy",
        () -> distribution(b -> b.responseHeadersPolicyId(headersPolicy)));
    String control =
        own.createOriginAccessControl(r ->
                r.originAccessControlConfig(Configs.accessControl().copy(c -> c.name(unique()))))
            .originAccessControl()
            .id();
    tooMany(
        api,
        "TooManyDistributionsAssociatedToOriginAccessControl",
        () -> distribution(Samples.bucket().copy(o -> o.originAccessControlId(control)), b -> {}));
    String key =
        own.createPublicKey(r -> r.publicKeyConfig(Configs.publicKey(unique()))).publicKey().id();
    String group =
        own.createKeyGroup(r -> r.keyGroupConfig(g -> g.name(unique()).items(key))).keyGroup().id();
    tooMany(
        api,
        "TooManyDistributionsAssociatedToKeyGroup",
        () -> distribution(b -> b.trustedKeyGroups(t -> t.enabled(true).quantity(1).items(group))));
    managedPoliciesAreForAll(api);
  }

  /** One after another, until one is refused; those that use it already may change. */
  private static void tooMany(Api api, String code, Supplier<DistributionConfig.Builder> config) {
    AtomicInteger created = new AtomicInteger();
    api.refusedInTheEnd(
        code,
        i -> {
          var distribution =
              api.own().createDistribution(r -> r.distributionConfig(config.get().build()));
          api.own()
              .updateDistribution(r ->
                  r.id(distribution.distribution().id())
                      .ifMatch(distribution.eTag())
                      .distributionConfig(
                          distribution
                              .distribution()
                              .distributionConfig()
                              .copy(c -> c.comment("changed"))));
          created.incrementAndGet();
        });
    assertThat(created).as(code).hasValue(LowQuotas.SHARED_QUOTA);
  }

  private static void managedPoliciesAreForAll(Api api) {
    for (int i = 0; i <= LowQuotas.SHARED_QUOTA; i++) {
      api.own()
          .createDistribution(r ->
              r.distributionConfig(
                  distribution(b ->
                          b.originRequestPolicyId(Samples.ALL_VIEWER)
                              .responseHeadersPolicyId(Samples.SIMPLE_CORS))
                      .build()));
    }
  }
}
