package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.CachePolicy.Semantics;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Selection;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CookiePreference;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;

/**
 * A behaviour's own settings, from before there were policies. What they forward is in the cache
 * key, but for query parameters beside {@code QueryStringCacheKeys}.
 */
final class LegacyForwarding {

  private static final String ID = "legacy";
  private static final String ALL_HEADERS = "*";
  private static final String ACCEPT_ENCODING = "accept-encoding";
  private static final int MAX_NAMES = 10;

  private LegacyForwarding() {}

  static CachePolicy cachePolicy(String path, CacheBehavior behavior, ForwardedValues values) {
    Ttls ttls =
        Ttls.of(
            "InvalidTTLOrder", path, behavior.minTTL(), behavior.defaultTTL(), behavior.maxTTL());
    HeaderNames names = headers(path, values);
    Selection headers = names.viewer();
    if (headers.mode() == Selection.Mode.ALL && !ttls.min().isZero()) {
      throw ApiException.invalidArgument(
          path
              + ".MinTTL: "
              + ttls.min().toSeconds()
              + " (expected: 0, since all headers are forwarded)");
    }
    return new CachePolicy(
        ID,
        Semantics.CLOUDFRONT,
        ttls.min(),
        ttls.byDefault(),
        ttls.max(),
        headers,
        names.generated(),
        cookies(path, values.cookies()),
        queryKey(path, values),
        // CloudFront normalises Accept-Encoding to gzip unless the header itself is forwarded.
        headers.mode() != Selection.Mode.ALL && !headers.names().contains(ACCEPT_ENCODING),
        false);
  }

  /** All parameters go to the origin, where only some are in the key. */
  static Forwarding forwarding(ForwardedValues values) {
    return values.queryString() && !queryKeys(values).isEmpty()
        ? new Forwarding(Selection.NONE, Selection.NONE, Selection.ALL, List.of())
        : Forwarding.NOTHING;
  }

  private static HeaderNames headers(String path, ForwardedValues values) {
    if (values.headers() == null || !values.headers().hasItems()) {
      return HeaderNames.NONE;
    }
    List<String> names = values.headers().items();
    if (names.contains(ALL_HEADERS)) {
      if (names.size() > 1) {
        throw ApiException.invalidArgument(
            path + ".ForwardedValues.Headers: * stands for all headers, and must stand alone");
      }
      return HeaderNames.ALL;
    }
    Limits.count(
        "TooManyHeadersInForwardedValues",
        path + ".ForwardedValues.Headers",
        names.size(),
        MAX_NAMES);
    return HeaderNames.inKey(path + ".ForwardedValues.Headers", names);
  }

  private static Selection cookies(String path, CookiePreference cookies) {
    String member = path + ".ForwardedValues.Cookies";
    boolean named = cookies.whitelistedNames() != null && cookies.whitelistedNames().hasItems();
    return switch (cookies.forward()) {
      case NONE, ALL -> {
        if (named) {
          throw new ApiException(
              "InvalidForwardCookies",
              member + ".WhitelistedNames: expected only where Forward is whitelist");
        }
        yield cookies.forwardAsString().equals("all") ? Selection.ALL : Selection.NONE;
      }
      case WHITELIST -> {
        if (!named) {
          throw new ApiException(
              "InvalidForwardCookies",
              member + ".WhitelistedNames: required, since Forward is whitelist");
        }
        List<String> names = cookies.whitelistedNames().items();
        Limits.count("TooManyCookieNamesInWhiteList", member, names.size(), MAX_NAMES);
        if (names.stream().anyMatch(name -> name.indexOf('*') >= 0 || name.indexOf('?') >= 0)) {
          throw NotSupportedYet.refusal(member + ".WhitelistedNames with wildcards");
        }
        yield Selection.only(names);
      }
      case UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal(member + ".Forward");
    };
  }

  private static Selection queryKey(String path, ForwardedValues values) {
    List<String> keys = queryKeys(values);
    Limits.count(
        "TooManyQueryStringParameters",
        path + ".ForwardedValues.QueryStringCacheKeys",
        keys.size(),
        MAX_NAMES);
    if (values.queryString()) {
      return keys.isEmpty() ? Selection.ALL : Selection.only(keys);
    }
    if (!keys.isEmpty()) {
      throw ApiException.invalidArgument(
          path
              + ".ForwardedValues.QueryString cannot be false if query strings are set in"
              + " QueryStringCacheKeys");
    }
    return Selection.NONE;
  }

  private static List<String> queryKeys(ForwardedValues values) {
    return values.queryStringCacheKeys() == null
        ? List.of()
        : values.queryStringCacheKeys().items();
  }
}
