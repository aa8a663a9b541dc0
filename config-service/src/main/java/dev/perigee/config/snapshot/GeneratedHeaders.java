package dev.perigee.config.snapshot;

import java.util.Set;

/** The headers that an edge makes itself, from what it knows of the viewer; names in lower case. */
final class GeneratedHeaders {

  /** Nobody else's headers begin like this. */
  static final String PREFIX = "cloudfront-";

  private static final Set<String> FEW_VALUES =
      Set.of(
          "cloudfront-forwarded-proto",
          "cloudfront-is-android-viewer",
          "cloudfront-is-desktop-viewer",
          "cloudfront-is-ios-viewer",
          "cloudfront-is-mobile-viewer",
          "cloudfront-is-smarttv-viewer",
          "cloudfront-is-tablet-viewer",
          "cloudfront-viewer-city",
          "cloudfront-viewer-country",
          "cloudfront-viewer-country-name",
          "cloudfront-viewer-country-region",
          "cloudfront-viewer-country-region-name",
          "cloudfront-viewer-header-count",
          "cloudfront-viewer-header-order",
          "cloudfront-viewer-http-version",
          "cloudfront-viewer-latitude",
          "cloudfront-viewer-longitude",
          "cloudfront-viewer-metro-code",
          "cloudfront-viewer-postal-code",
          "cloudfront-viewer-time-zone");

  private static final Set<String> ALMOST_UNIQUE =
      Set.of("cloudfront-viewer-address", "cloudfront-viewer-asn", "cloudfront-viewer-tls");

  private GeneratedHeaders() {}

  /** Whether origins can be sent it. */
  static boolean canBeForwarded(String name) {
    return FEW_VALUES.contains(name) || ALMOST_UNIQUE.contains(name);
  }

  /** Whether it can be in a cache key too, where what tells single viewers apart has no place. */
  static boolean canBeInKey(String name) {
    return FEW_VALUES.contains(name);
  }
}
