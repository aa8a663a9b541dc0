package dev.perigee.httpcache.range;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object, such as one of the pieces of equal size into which a large one is cut.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive
 * @param total the object's length in bytes
 */
public record Slice(long first, long last, long total) {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})", Pattern.CASE_INSENSITIVE);

  /**
   * The piece that an offset lies in; the last one may be shorter than the others.
   *
   * @param size of the pieces in bytes
   */
  public static Slice at(long offset, long size, long total) {
    long first = offset - offset % size;
    return new Slice(first, Math.min(first + size, total) - 1, total);
  }

  /**
   * The part that a response holds.
   *
   * @param contentRange the response's {@code Content-Range} header (RFC 9110, section 14.4)
   * @return null where it does not tell, or cannot be so
   */
  public static @Nullable Slice read(@Nullable String contentRange) {
    Matcher said = CONTENT_RANGE.matcher(contentRange == null ? "" : contentRange);
    if (!said.matches()) {
      return null;
    }
    Slice slice =
        new Slice(
            Long.parseLong(said.group(1)),
            Long.parseLong(said.group(2)),
            Long.parseLong(said.group(3)));
    return slice.first <= slice.last && slice.last < slice.total ? slice : null;
  }

  public long length() {
    return last - first + 1;
  }

  /** Whether it is all that there is. */
  public boolean isWhole() {
    return first == 0 && last == total - 1;
  }

  /** What asks an origin for it. */
  public String range() {
    return "bytes=" + first + "-" + last;
  }

  /** How a response that has it, and nothing else, describes itself. */
  public String contentRange() {
    return "bytes " + first + "-" + last + "/" + total;
  }
}
