package dev.perigee.httpcache.range;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for first of an object of unknown length where a viewer wants a range of it: the
 * slice in which the range begins, or the object's first slice where that cannot be told. The
 * response says how long the object is. So no viewer makes an origin send more than a slice beyond
 * either end of what it wants.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive; the object may end before it
 */
public record Probe(long first, long last) {

  /** Nothing larger is cached (cloudfront.md, A5), so nothing is asked for beyond it. */
  private static final long MAX_OBJECT_BYTES = 50L << 30;

  /**
   * @param range the viewer's {@code Range} header
   * @param sliceBytes size of the slices
   * @return null where the header is absent
   */
  public static @Nullable Probe of(@Nullable String range, long sliceBytes) {
    if (range == null) {
      return null;
    }
    RangeSpec spec = RangeSpec.read(range);
    long from = spec == null || spec.isFromEnd() ? 0 : spec.from();
    long first = from < MAX_OBJECT_BYTES ? from - from % sliceBytes : 0;
    return new Probe(first, first + sliceBytes - 1);
  }

  /** What to ask for where the object ends before this: its first slice; null where this is it. */
  public @Nullable Probe nearer() {
    return first == 0 ? null : new Probe(0, last - first);
  }

  /** What asks an origin for it. */
  public String range() {
    return "bytes=" + first + "-" + last;
  }

  /**
   * The slice that a response holds.
   *
   * @param contentRange the response's {@code Content-Range} header
   * @return null where it is another part than was asked for, or does not tell the object's length
   */
  public @Nullable Slice in(@Nullable String contentRange) {
    Slice said = Slice.read(contentRange);
    return said != null && said.first() == first && said.last() == Math.min(last, said.total() - 1)
        ? said
        : null;
  }
}
