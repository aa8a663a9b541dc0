package dev.perigee.httpcache.request;

/**
 * A text with wildcards: {@code *} stands for any run of characters, {@code ?} for exactly one;
 * case counts. Immutable.
 */
public final class Glob {

  private final String pattern;

  public Glob(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Whether a text matches. Takes time in proportion to the product of both lengths at worst: after
   * a mismatch only the last {@code *} is tried again.
   */
  public boolean matches(String text) {
    int p = 0;
    int s = 0;
    int star = -1;
    int resume = 0;
    while (s < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = s;
        if (p == pattern.length()) {
          return true;
        }
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(s))) {
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
