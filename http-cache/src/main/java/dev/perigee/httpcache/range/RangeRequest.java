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
    RangeSpec spec = RangeSpec.read(header);
    if (spec == null) {
      return new Whole();
    }
    if (spec.isFromEnd()) {
      return suffix(spec.to(), length);
    }
    if (spec.from() >= length) {
      return new Unsatisfiable();
    }
    return new Part(spec.from(), spec.to() < 0 ? length - 1 : Math.min(spec.to(), length - 1));
  }

  private static RangeRequest suffix(long count, long length) {
    if (count == 0 || length == 0) {
      return new Unsatisfiable();
    }
    return new Part(Math.max(0, length - count), length - 1);
  }
}
