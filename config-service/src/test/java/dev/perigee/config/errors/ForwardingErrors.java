package dev.perigee.config.errors;

import static dev.perigee.config.errors.DistributionErrors.refused;
import static dev.perigee.config.errors.Samples.distribution;
import static dev.perigee.config.errors.Samples.names;

import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;

/** Errors of a behaviour's own settings, from before there were policies. */
final class ForwardingErrors implements Errors {

  private static final int TOO_MANY = 11;

  @Override
  public void provoke(Api api) {
    refused(
        api,
        "InvalidTTLOrder",
        distribution(legacy(f -> {}).andThen(b -> b.minTTL(10L).defaultTTL(5L).maxTTL(5L))));
    refused(
        api,
        "InvalidForwardCookies",
        distribution(legacy(f -> f.cookies(c -> c.forward("whitelist")))));
    refused(
        api,
        "TooManyCookieNamesInWhiteList",
        distribution(
            legacy(f ->
                f.cookies(c ->
                    c.forward("whitelist")
                        .whitelistedNames(n -> n.quantity(TOO_MANY).items(names(TOO_MANY)))))));
    refused(
        api,
        "TooManyHeadersInForwardedValues",
        distribution(legacy(f -> f.headers(h -> h.quantity(TOO_MANY).items(names(TOO_MANY))))));
    refused(
        api,
        "TooManyQueryStringParameters",
        distribution(
            legacy(f ->
                f.queryString(true)
                    .queryStringCacheKeys(q -> q.quantity(TOO_MANY).items(names(TOO_MANY))))));
    refused(
        api,
        "InvalidHeadersForS3Origin",
        distribution(Samples.bucket(), legacy(f -> f.headers(h -> h.quantity(1).items("Host")))));
  }

  private static Consumer<DefaultCacheBehavior.Builder> legacy(
      Consumer<ForwardedValues.Builder> change) {
    return behavior ->
        behavior
            .cachePolicyId(null)
            .minTTL(0L)
            .forwardedValues(
                f -> f.queryString(false).cookies(c -> c.forward("none")).applyMutation(change));
  }
}
