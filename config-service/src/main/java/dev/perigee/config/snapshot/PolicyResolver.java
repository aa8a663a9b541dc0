package dev.perigee.config.snapshot;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.CachePolicy.Semantics;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyCookieBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyCookiesConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeaderBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyQueryStringBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyQueryStringsConfig;
import software.amazon.awssdk.services.cloudfront.model.CookieNames;
import software.amazon.awssdk.services.cloudfront.model.Headers;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.ParametersInCacheKeyAndForwardedToOrigin;
import software.amazon.awssdk.services.cloudfront.model.QueryStringNames;

/** Resolves cache policies and origin request policies. */
public final class PolicyResolver {

  /** The managed policy whose rules are HTTP's own. */
  static final String RFC9111_ID = "9e719111-0000-4000-8000-000000009111";

  private PolicyResolver() {}

  /**
   * Resolves a cache policy with all its members there.
   *
   * @param path names the policy in messages
   */
  public static CachePolicy cachePolicy(String path, String id, CachePolicyConfig config) {
    Ttls ttls =
        Ttls.of("InvalidArgument", path, config.minTTL(), config.defaultTTL(), config.maxTTL());
    ParametersInCacheKeyAndForwardedToOrigin key =
        config.parametersInCacheKeyAndForwardedToOrigin();
    HeaderNames headers = headers(path, key.headersConfig());
    return new CachePolicy(
        id,
        id.equals(RFC9111_ID) ? Semantics.RFC9111 : Semantics.CLOUDFRONT,
        ttls.min(),
        ttls.byDefault(),
        ttls.max(),
        headers.viewer(),
        headers.generated(),
        cookies(key.cookiesConfig()),
        queryStrings(key.queryStringsConfig()),
        key.enableAcceptEncodingGzip(),
        isOn(key.enableAcceptEncodingBrotli()));
  }

  /** What RFC 9111 takes for granted: the origin sees every viewer header, cookies among them. */
  static Forwarding forwardingOf(CachePolicy policy) {
    return policy.semantics() == Semantics.RFC9111
        ? new Forwarding(Selection.ALL, Selection.ALL, Selection.NONE, List.of())
        : Forwarding.NOTHING;
  }

  /**
   * Resolves an origin request policy.
   *
   * @param path names the policy in messages
   */
  public static Forwarding forwarding(String path, OriginRequestPolicyConfig config) {
    HeaderNames headers = headers(path, config.headersConfig());
    return new Forwarding(
        headers.viewer(),
        switch (config.cookiesConfig().cookieBehavior()) {
          case NONE -> Selection.NONE;
          case ALL -> Selection.ALL;
          case WHITELIST -> Selection.only(names(config.cookiesConfig().cookies()));
          case ALL_EXCEPT -> Selection.allExcept(names(config.cookiesConfig().cookies()));
          case UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal(path + ".CookieBehavior");
        },
        switch (config.queryStringsConfig().queryStringBehavior()) {
          case NONE -> Selection.NONE;
          case ALL -> Selection.ALL;
          case WHITELIST -> Selection.only(names(config.queryStringsConfig().queryStrings()));
          case ALL_EXCEPT -> Selection.allExcept(names(config.queryStringsConfig().queryStrings()));
          case UNKNOWN_TO_SDK_VERSION ->
              throw NotSupportedYet.refusal(path + ".QueryStringBehavior");
        },
        headers.generated());
  }

  private static HeaderNames headers(String path, OriginRequestPolicyHeadersConfig config) {
    String member = path + ".HeadersConfig";
    return switch (config.headerBehavior()) {
      case NONE -> HeaderNames.NONE;
      case WHITELIST -> HeaderNames.forwarded(member, names(config.headers()));
      case ALL_VIEWER -> HeaderNames.ALL;
      case ALL_EXCEPT -> HeaderNames.allExcept(member, names(config.headers()));
      case ALL_VIEWER_AND_WHITELIST_CLOUD_FRONT ->
          HeaderNames.allAndGenerated(member, names(config.headers()));
      case UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal(member + ".HeaderBehavior");
    };
  }

  private static HeaderNames headers(String path, CachePolicyHeadersConfig config) {
    return config.headerBehavior() == CachePolicyHeaderBehavior.WHITELIST
        ? HeaderNames.inKey(path + ".HeadersConfig", names(config.headers()))
        : HeaderNames.NONE;
  }

  private static Selection cookies(CachePolicyCookiesConfig config) {
    CachePolicyCookieBehavior behavior = config.cookieBehavior();
    return switch (behavior) {
      case NONE, UNKNOWN_TO_SDK_VERSION -> Selection.NONE;
      case ALL -> Selection.ALL;
      case WHITELIST -> Selection.only(names(config.cookies()));
      case ALL_EXCEPT -> Selection.allExcept(names(config.cookies()));
    };
  }

  private static Selection queryStrings(CachePolicyQueryStringsConfig config) {
    CachePolicyQueryStringBehavior behavior = config.queryStringBehavior();
    return switch (behavior) {
      case NONE, UNKNOWN_TO_SDK_VERSION -> Selection.NONE;
      case ALL -> Selection.ALL;
      case WHITELIST -> Selection.only(names(config.queryStrings()));
      case ALL_EXCEPT -> Selection.allExcept(names(config.queryStrings()));
    };
  }

  private static List<String> names(@Nullable Headers headers) {
    return headers == null ? List.of() : headers.items();
  }

  private static List<String> names(@Nullable CookieNames cookies) {
    return cookies == null ? List.of() : cookies.items();
  }

  private static List<String> names(@Nullable QueryStringNames queryStrings) {
    return queryStrings == null ? List.of() : queryStrings.items();
  }

  private static boolean isOn(@Nullable Boolean flag) {
    return flag != null && flag;
  }
}
