package dev.perigee.httpcache.range;

import org.jspecify.annotations.Nullable;

/**
 * One byte range as a {@code Range} header writes it, the object's length aside.
 *
 * @param from offset of the first byte, -1 where the bytes are counted from the object's end
 * @param to offset of the last byte, or how many bytes at the end; -1 for all that follow
 */
record RangeSpec(long from, long to) {

  private static final String UNIT = "bytes=";

  /** Reads a header; null where it is not exactly one valid byte range. */
  static @Nullable RangeSpec read(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return null;
    }
    String spec = header.substring(UNIT.length()).strip();
    int dash = spec.indexOf('-');
    if (dash < 0 || spec.indexOf(',') >= 0) {
      return null;
    }
    long from = number(spec.substring(0, dash));
    long to = number(spec.substring(dash + 1));
    if (dash == 0) {
      return to < 0 ? null : new RangeSpec(-1, to);
    }
    boolean isOpen = dash == spec.length() - 1;
    return from < 0 || !isOpen && to < from ? null : new RangeSpec(from, to);
  }

  boolean isFromEnd() {
    return from < 0;
  }

  /** The number, or -1 where the text is none or has more than 18 digits. */
  private static long number(String digits) {
    if (digits.isEmpty() || digits.length() > 18) {
      return -1;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return -1;
      }
    }
    return Long.parseLong(digits);
  }
}
