package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;
import static dev.perigee.config.errors.Samples.ALL_VIEWER;
import static dev.perigee.config.errors.Samples.names;

import dev.perigee.config.coverage.Configs;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;

final class OriginRequestPolicyErrors implements Errors {

  @Override
  public void provoke(Api api) {
    OriginRequestPolicyConfig config = policy(c -> {});
    String id =
        api.own()
            .createOriginRequestPolicy(r -> r.originRequestPolicyConfig(config))
            .originRequestPolicy()
            .id();
    api.refused("OriginRequestPolicyAlreadyExists", () -> create(api, config));
    api.refused("InvalidArgument", () -> create(api, policy(c -> c.name(""))));
    api.refused(
        "InconsistentQuantities",
        () ->
            create(
                api,
                policy(c ->
                    c.cookiesConfig(
                        o -> o.cookieBehavior("whitelist").cookies(n -> n.quantity(2))))));
    api.refused(
        "TooManyHeadersInOriginRequestPolicy",
        () ->
            create(
                api,
                policy(c ->
                    c.headersConfig(h ->
                        h.headerBehavior("whitelist")
                            .headers(n -> n.quantity(11).items(names(11)))))));
    api.refused(
        "TooManyCookiesInOriginRequestPolicy",
        () ->
            create(
                api,
                policy(c ->
                    c.cookiesConfig(o ->
                        o.cookieBehavior("whitelist")
                            .cookies(n -> n.quantity(11).items(names(11)))))));
    api.refused(
        "TooManyQueryStringsInOriginRequestPolicy",
        () ->
            create(
                api,
                policy(c ->
                    c.queryStringsConfig(q ->
                        q.queryStringBehavior("whitelist")
                            .queryStrings(n -> n.quantity(11).items(names(11)))))));
    api.refused(
        "NoSuchOriginRequestPolicy", () -> api.own().getOriginRequestPolicy(r -> r.id("none")));
    api.refused("AccessDenied", () -> api.purger().getOriginRequestPolicy(r -> r.id(id)));
    api.refused(
        "IllegalUpdate",
        () ->
            api.own()
                .updateOriginRequestPolicy(
                    r -> r.id(ALL_VIEWER).ifMatch("E").originRequestPolicyConfig(config)));
    api.refused(
        "IllegalDelete",
        () -> api.own().deleteOriginRequestPolicy(r -> r.id(ALL_VIEWER).ifMatch("E")));
    api.refusedWithoutVersion(
        version -> api.own().deleteOriginRequestPolicy(r -> r.id(id).ifMatch(version)));
    api.own()
        .createDistribution(r ->
            r.distributionConfig(Samples.distribution(b -> b.originRequestPolicyId(id)).build()));
    String version = api.own().getOriginRequestPolicy(r -> r.id(id)).eTag();
    api.refused(
        "OriginRequestPolicyInUse",
        () -> api.own().deleteOriginRequestPolicy(r -> r.id(id).ifMatch(version)));
    api.refusedInTheEnd(
        "TooManyOriginRequestPolicies",
        i ->
            api.crowded()
                .createOriginRequestPolicy(r -> r.originRequestPolicyConfig(policy(c -> {}))));
  }

  private static void create(Api api, OriginRequestPolicyConfig config) {
    api.own().createOriginRequestPolicy(r -> r.originRequestPolicyConfig(config));
  }

  private static OriginRequestPolicyConfig policy(
      Consumer<OriginRequestPolicyConfig.Builder> change) {
    return Configs.originRequestPolicy().toBuilder().name(unique()).applyMutation(change).build();
  }
}
