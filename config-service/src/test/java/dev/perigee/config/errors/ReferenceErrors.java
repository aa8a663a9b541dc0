package dev.perigee.config.errors;

import static dev.perigee.config.errors.DistributionErrors.refused;
import static dev.perigee.config.errors.Samples.distribution;

/** Errors of distributions that name what is not there. */
final class ReferenceErrors implements Errors {

  private static final String LOGS = "arn:aws:cloudfront::%s:realtime-log-config/none";

  @Override
  public void provoke(Api api) {
    refused(api, "NoSuchCachePolicy", distribution(b -> b.cachePolicyId("none")));
    refused(api, "NoSuchOriginRequestPolicy", distribution(b -> b.originRequestPolicyId("none")));
    refused(
        api, "NoSuchResponseHeadersPolicy", distribution(b -> b.responseHeadersPolicyId("none")));
    refused(
        api,
        "NoSuchRealtimeLogConfig",
        distribution(b -> b.realtimeLogConfigArn(LOGS.formatted(Api.ACCOUNT))));
    refused(
        api,
        "RealtimeLogConfigOwnerMismatch",
        distribution(b -> b.realtimeLogConfigArn(LOGS.formatted("111111111111"))));
    api.refused("NoSuchDistribution", () -> api.own().getDistribution(r -> r.id("none")));
    api.refused(
        "NoSuchResource", () -> api.own().listDistributionsByKeyGroup(r -> r.keyGroupId("none")));
    api.refused(
        "InvalidWebACLId", () -> api.own().listDistributionsByWebACLId(r -> r.webACLId("a b")));
    api.refused("InvalidArgument", () -> api.own().listDistributions(r -> r.maxItems("0")));
    api.refused(
        "EntityNotFound",
        () ->
            api.own()
                .listDomainConflicts(r ->
                    r.domain("www.example.org")
                        .domainControlValidationResource(d -> d.distributionId("none"))));
  }
}
