package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;
import static dev.perigee.config.errors.Samples.SIMPLE_CORS;

import dev.perigee.config.coverage.Configs;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyRemoveHeader;

final class ResponseHeadersPolicyErrors implements Errors {

  private static final int TOO_MANY = 50;

  @Override
  public void provoke(Api api) {
    ResponseHeadersPolicyConfig config = policy(c -> {});
    String id =
        api.own()
            .createResponseHeadersPolicy(r -> r.responseHeadersPolicyConfig(config))
            .responseHeadersPolicy()
            .id();
    api.refused("ResponseHeadersPolicyAlreadyExists", () -> create(api, config));
    api.refused("InvalidArgument", () -> create(api, policy(c -> c.name(""))));
    api.refused(
        "InconsistentQuantities",
        () -> create(api, policy(c -> c.removeHeadersConfig(h -> h.quantity(2)))));
    api.refused(
        "TooLongCSPInResponseHeadersPolicy",
        () ->
            create(
                api,
                policy(c ->
                    c.securityHeadersConfig(s ->
                        s.contentSecurityPolicy(
                            p -> p.override(true).contentSecurityPolicy("a".repeat(5_000)))))));
    api.refused(
        "TooManyCustomHeadersInResponseHeadersPolicy",
        () ->
            create(
                api,
                policy(c ->
                    c.customHeadersConfig(h ->
                        h.quantity(TOO_MANY)
                            .items(
                                IntStream.range(0, TOO_MANY)
                                    .mapToObj(ResponseHeadersPolicyErrors::custom)
                                    .toList())))));
    api.refused(
        "TooManyRemoveHeadersInResponseHeadersPolicy",
        () ->
            create(
                api,
                policy(c ->
                    c.removeHeadersConfig(h ->
                        h.quantity(TOO_MANY)
                            .items(
                                IntStream.range(0, TOO_MANY)
                                    .mapToObj(ResponseHeadersPolicyErrors::removed)
                                    .toList())))));
    api.refused(
        "NoSuchResponseHeadersPolicy", () -> api.own().getResponseHeadersPolicy(r -> r.id("none")));
    api.refused("AccessDenied", () -> api.purger().getResponseHeadersPolicy(r -> r.id(id)));
    api.refused(
        "IllegalUpdate",
        () ->
            api.own()
                .updateResponseHeadersPolicy(
                    r -> r.id(SIMPLE_CORS).ifMatch("E").responseHeadersPolicyConfig(config)));
    api.refused(
        "IllegalDelete",
        () -> api.own().deleteResponseHeadersPolicy(r -> r.id(SIMPLE_CORS).ifMatch("E")));
    api.refusedWithoutVersion(
        version -> api.own().deleteResponseHeadersPolicy(r -> r.id(id).ifMatch(version)));
    api.own()
        .createDistribution(r ->
            r.distributionConfig(Samples.distribution(b -> b.responseHeadersPolicyId(id)).build()));
    String version = api.own().getResponseHeadersPolicy(r -> r.id(id)).eTag();
    api.refused(
        "ResponseHeadersPolicyInUse",
        () -> api.own().deleteResponseHeadersPolicy(r -> r.id(id).ifMatch(version)));
    api.refusedInTheEnd(
        "TooManyResponseHeadersPolicies",
        i ->
            api.crowded()
                .createResponseHeadersPolicy(r -> r.responseHeadersPolicyConfig(policy(c -> {}))));
  }

  private static ResponseHeadersPolicyCustomHeader custom(int number) {
    return ResponseHeadersPolicyCustomHeader.builder()
        .header("x-" + number)
        .value("v")
        .override(true)
        .build();
  }

  private static ResponseHeadersPolicyRemoveHeader removed(int number) {
    return ResponseHeadersPolicyRemoveHeader.builder().header("x-" + number).build();
  }

  private static void create(Api api, ResponseHeadersPolicyConfig config) {
    api.own().createResponseHeadersPolicy(r -> r.responseHeadersPolicyConfig(config));
  }

  private static ResponseHeadersPolicyConfig policy(
      Consumer<ResponseHeadersPolicyConfig.Builder> change) {
    return Configs.responseHeadersPolicy().toBuilder().name(unique()).applyMutation(change).build();
  }
}
