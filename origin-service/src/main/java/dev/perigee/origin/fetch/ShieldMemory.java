package dev.perigee.origin.fetch;

import java.util.concurrent.atomic.AtomicLong;

/** How much is kept of shared bodies: of each, and of all together. Thread-safe. */
public final class ShieldMemory {

  private final long perBody;
  private final long inAll;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param perBody bytes of one body, 0 or more; a longer one is not shared
   * @param inAll bytes of all bodies, 0 or more
   */
  public ShieldMemory(long perBody, long inAll) {
    if (perBody < 0 || inAll < 0) {
      throw new IllegalArgumentException(
          "bytes: " + perBody + " and " + inAll + " (expected: both >= 0)");
    }
    this.perBody = perBody;
    this.inAll = inAll;
  }

  /** Bytes kept of all bodies. */
  public long taken() {
    return taken.get();
  }

  /** Whether a body of this length can be kept whole. */
  boolean covers(long length) {
    return length <= perBody;
  }

  /** Takes some more for a body that has taken some already; false where there is no more. */
  boolean take(long already, long more) {
    if (already + more > perBody) {
      return false;
    }
    if (taken.addAndGet(more) > inAll) {
      taken.addAndGet(-more);
      return false;
    }
    return true;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
