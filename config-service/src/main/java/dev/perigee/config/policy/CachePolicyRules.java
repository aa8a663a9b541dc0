package dev.perigee.config.policy;

import dev.perigee.config.resource.ResourceNames;
import dev.perigee.config.snapshot.PolicyResolver;
import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.CachePolicy;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyCookieBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeaderBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyQueryStringBehavior;
import software.amazon.awssdk.services.cloudfront.model.ParametersInCacheKeyAndForwardedToOrigin;

/** What a cache policy of an account's own may say. */
final class CachePolicyRules {

  private static final String PATH = "CachePolicyConfig";
  private static final String KEY_PATH = PATH + ".ParametersInCacheKeyAndForwardedToOrigin";

  private CachePolicyRules() {}

  /** The configuration with what was left out filled in, once it is found to be right. */
  static CachePolicyConfig check(CachePolicyConfig given) {
    ResourceNames.check(PATH, given.name(), given.comment());
    CachePolicyConfig config = withKey(given);
    ParametersInCacheKeyAndForwardedToOrigin key =
        config.parametersInCacheKeyAndForwardedToOrigin();
    SelectedNames headers =
        SelectedNames.headers(
            KEY_PATH, key.headersConfig().headerBehaviorAsString(), key.headersConfig().headers());
    SelectedNames cookies =
        SelectedNames.cookies(
            KEY_PATH, key.cookiesConfig().cookieBehaviorAsString(), key.cookiesConfig().cookies());
    SelectedNames queryStrings =
        SelectedNames.queryStrings(
            KEY_PATH,
            key.queryStringsConfig().queryStringBehaviorAsString(),
            key.queryStringsConfig().queryStrings());
    headers.check("TooManyHeadersInCachePolicy");
    cookies.check("TooManyCookiesInCachePolicy");
    queryStrings.check("TooManyQueryStringsInCachePolicy");
    cookies.checkCookieNames();
    queryStrings.checkQueryStringNames();
    SelectedNames.checkLength(PATH, List.of(headers, cookies, queryStrings));
    CachePolicy resolved = PolicyResolver.cachePolicy(PATH, "", config);
    if (resolved.maxTtl().isZero()) {
      checkNoKey("EnableAcceptEncodingGzip", !resolved.gzip());
      checkNoKey("EnableAcceptEncodingBrotli", !resolved.brotli());
      checkNoKey("HeaderBehavior", headers.isNothing());
      checkNoKey("CookieBehavior", cookies.isNothing());
      checkNoKey("QueryStringBehavior", queryStrings.isNothing());
    }
    if ((resolved.gzip() || resolved.brotli())
        && resolved.headers().names().contains("accept-encoding")) {
      throw ApiException.invalidArgument(
          headers.path()
              + ": Accept-Encoding is not allowed with EnableAcceptEncodingGzip or"
              + " EnableAcceptEncodingBrotli, which put it in the key themselves");
    }
    return config.toBuilder()
        .defaultTTL(resolved.defaultTtl().toSeconds())
        .maxTTL(resolved.maxTtl().toSeconds())
        .build();
  }

  private static CachePolicyConfig withKey(CachePolicyConfig given) {
    ParametersInCacheKeyAndForwardedToOrigin key = given.parametersInCacheKeyAndForwardedToOrigin();
    ParametersInCacheKeyAndForwardedToOrigin.Builder filled =
        key == null ? nothingInKey() : key.toBuilder();
    if (key == null || key.enableAcceptEncodingBrotli() == null) {
      filled.enableAcceptEncodingBrotli(false);
    }
    return given.toBuilder()
        .comment(given.comment() == null ? "" : given.comment())
        .parametersInCacheKeyAndForwardedToOrigin(filled.build())
        .build();
  }

  private static ParametersInCacheKeyAndForwardedToOrigin.Builder nothingInKey() {
    return ParametersInCacheKeyAndForwardedToOrigin.builder()
        .enableAcceptEncodingGzip(false)
        .headersConfig(headers -> headers.headerBehavior(CachePolicyHeaderBehavior.NONE))
        .cookiesConfig(cookies -> cookies.cookieBehavior(CachePolicyCookieBehavior.NONE))
        .queryStringsConfig(
            query -> query.queryStringBehavior(CachePolicyQueryStringBehavior.NONE));
  }

  /** Where nothing is cached there is no key to say anything of. */
  private static void checkNoKey(String member, boolean isOff) {
    if (!isOff) {
      throw ApiException.invalidArgument(
          "The parameter " + member + " is invalid for policy with caching disabled.");
    }
  }
}
