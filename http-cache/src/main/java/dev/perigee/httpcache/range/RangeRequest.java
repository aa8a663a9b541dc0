package dev.perigee.httpcache.range;

import org.jspecify.annotations.Nullable;

/** What a {@code Range} header asks of an object whose length is known. */
public sealed interface RangeRequest {

  /** The whole object: no range, or one that CloudFront ignores (cloudfront.md, A5). */
  record Whole() implements RangeRequest {}

  /**
   * One part.
   *
   * @param first offset of the first byte
   * @param last offset of the last byte, inclusive
   */
  record Part(long first, long last) implements RangeRequest {
    public long length() {
      return last - first + 1;
    }
  }

  /** Begins after the object's end: 416. */
  record Unsatisfiable() implements RangeRequest {}

  /**
   * Reads a header. Anything that is not exactly one valid byte range asks for the whole object, as
   * RFC 9110, section 14.2, allows.
   *
   * @param header null where it is absent
   * @param length the object's length in bytes
   */
  static RangeRequest resolve(@Nullable String header, long length) {
    if (header == null || !header.regionMatches(true, 0, "bytes=", 0, 6)) {
      return new Whole();
    }
    String spec = header.substring(6).strip();
    int dash = spec.indexOf('-');
    if (dash < 0 || spec.indexOf(',') >= 0) {
      return new Whole();
    }
    long from = number(spec.substring(0, dash));
    long to = number(spec.substring(dash + 1));
    if (dash == 0) {
      return to < 0 ? new Whole() : suffix(to, length);
    }
    if (from < 0 || dash < spec.length() - 1 && to < from) {
      return new Whole();
    }
    if (from >= length) {
      return new Unsatisfiable();
    }
    return new Part(from, dash == spec.length() - 1 ? length - 1 : Math.min(to, length - 1));
  }

  private static RangeRequest suffix(long count, long length) {
    if (count == 0 || length == 0) {
      return new Unsatisfiable();
    }
    return new Part(Math.max(0, length - count), length - 1);
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
