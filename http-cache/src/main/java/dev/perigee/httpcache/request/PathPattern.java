package dev.perigee.httpcache.request;

/**
 * A CloudFront path pattern: {@code *} stands for any run of characters, slashes included, {@code
 * ?} for exactly one; case counts, and a leading slash is implied (cloudfront.md, A1). Immutable.
 */
public final class PathPattern {

  private final String pattern;

  public PathPattern(String pattern) {
    this.pattern = pattern.startsWith("/") ? pattern : "/" + pattern;
  }

  /**
   * Whether a path matches. Takes time in proportion to the product of both lengths at worst: after
   * a mismatch only the last {@code *} is tried again.
   */
  public boolean matches(String path) {
    int p = 0;
    int s = 0;
    int star = -1;
    int resume = 0;
    while (s < path.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = s;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == path.charAt(s))) {
        p++;
        s++;
      } else if (star >= 0) {
        p = star + 1;
        s = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
