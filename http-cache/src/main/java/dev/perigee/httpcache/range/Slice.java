package dev.perigee.httpcache.range;

/**
 * One of the pieces of equal size into which a large object is cut; the last one may be shorter.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive
 * @param total the object's length in bytes
 */
public record Slice(long first, long last, long total) {

  /**
   * The slice that an offset lies in.
   *
   * @param size of the slices in bytes
   */
  public static Slice at(long offset, long size, long total) {
    long first = offset - offset % size;
    return new Slice(first, Math.min(first + size, total) - 1, total);
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
