package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers of a response a policy may change. */
final class ResponseHeaderNames {

  static final int MAX_VALUE_CHARACTERS = 1783;

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final Pattern VALUE =
      Pattern.compile("[\\x20-\\x7e]{0," + MAX_VALUE_CHARACTERS + "}");

  /** Of CloudFront's own list: what belongs to the connection or to the edge itself. */
  private static final Set<String> UNTOUCHABLE =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "warning",
          "x-accel-buffering",
          "x-accel-charset",
          "x-accel-limit-rate",
          "x-accel-redirect",
          "x-amzn-auth",
          "x-amzn-cf-billing",
          "x-amzn-cf-id",
          "x-amzn-cf-xff",
          "x-amzn-errortype",
          "x-amzn-fle-profile",
          "x-amzn-header-count",
          "x-amzn-header-order",
          "x-amzn-lambda-integration-tag",
          "x-amzn-requestid",
          "x-cache",
          "x-forwarded-proto",
          "x-real-ip");

  private static final List<String> UNTOUCHABLE_PREFIXES =
      List.of("x-amz-cf-", "x-edge-", "perigee-");

  private static final Set<String> SECURITY =
      Set.of(
          "content-security-policy",
          "referrer-policy",
          "strict-transport-security",
          "x-content-type-options",
          "x-frame-options",
          "x-xss-protection");

  private static final Set<String> CORS =
      Set.of(
          "access-control-allow-credentials",
          "access-control-allow-headers",
          "access-control-allow-methods",
          "access-control-allow-origin",
          "access-control-expose-headers",
          "access-control-max-age");

  private ResponseHeaderNames() {}

  /** Refuses what is not the name of a header. */
  static void checkName(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      throw ApiException.invalidArgument(path + ": " + name + " (expected: the name of a header)");
    }
  }

  static void checkValue(String path, String value) {
    if (!VALUE.matcher(value).matches()) {
      throw ApiException.invalidArgument(
          path + ": expected at most " + MAX_VALUE_CHARACTERS + " printable ASCII characters");
    }
  }

  static void checkCustom(String path, String name) {
    checkRemovable(path, name);
    String lower = name.toLowerCase(Locale.ROOT);
    if (SECURITY.contains(lower)) {
      throw notAllowed(path, name, "it belongs in SecurityHeadersConfig");
    }
    if (CORS.contains(lower)) {
      throw notAllowed(path, name, "it belongs in CorsConfig");
    }
  }

  static void checkRemovable(String path, String name) {
    checkName(path, name);
    String lower = name.toLowerCase(Locale.ROOT);
    if (UNTOUCHABLE.contains(lower) || UNTOUCHABLE_PREFIXES.stream().anyMatch(lower::startsWith)) {
      throw notAllowed(path, name, "it is not a header that a policy can change");
    }
  }

  private static ApiException notAllowed(String path, String name, String why) {
    return ApiException.invalidArgument(path + ": " + name + " is not allowed: " + why);
  }
}
