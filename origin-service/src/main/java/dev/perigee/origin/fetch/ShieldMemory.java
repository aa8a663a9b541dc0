package dev.perigee.origin.fetch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept of shared bodies, of each and of all together, and for how long after their end.
 * Thread-safe.
 */
public final class ShieldMemory {

  private static final ByteBufAllocator ROOMS = new UnpooledByteBufAllocator(true);

  private final long perBody;
  private final long inAll;
  private final Duration linger;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param perBody bytes of one body, 0 or more; a longer one is not shared
   * @param inAll bytes of all bodies, 0 or more
   * @param linger how long a body is kept once it is complete; zero for not at all
   */
  public ShieldMemory(long perBody, long inAll, Duration linger) {
    if (perBody < 0 || inAll < 0) {
      throw new IllegalArgumentException(
          "bytes: " + perBody + " and " + inAll + " (expected: both >= 0)");
    }
    this.perBody = perBody;
    this.inAll = inAll;
    this.linger = linger;
  }

  /** Bytes kept of all bodies. */
  public long taken() {
    return taken.get();
  }

  Duration linger() {
    return linger;
  }

  /** Whether complete bodies may be kept: half of the memory is for those that come. */
  boolean mayLinger() {
    return linger.isPositive() && taken.get() <= inAll / 2;
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

  /** Room for a whole body, its bytes taken; null where there is none. */
  @Nullable ByteBuf room(long length) {
    return take(0, length) ? ROOMS.directBuffer((int) length, (int) length) : null;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
