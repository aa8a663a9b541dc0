package dev.perigee.edge.viewer;

import java.util.List;
import java.util.Locale;

/**
 * Loops of CDNs (RFC 8586). Each distribution adds its name to {@code CDN-Loop} of what it asks its
 * origin for; one may be the origin of another, but no chain is longer than two (cloudfront.md,
 * A1).
 */
final class CdnLoop {

  static final String HEADER = "cdn-loop";

  private static final int MAX_PASSED = 2;

  private final String suffix;

  /**
   * @param domain under which each distribution has its own name
   */
  CdnLoop(String domain) {
    this.suffix = "." + domain;
  }

  /** Whether a request has passed through as many distributions as it may. */
  boolean isTooLong(List<String> values) {
    int passed = 0;
    for (String value : values) {
      for (String entry : value.split(",", -1)) {
        String name = entry.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        passed += name.endsWith(suffix) ? 1 : 0;
      }
    }
    return passed >= MAX_PASSED;
  }
}
