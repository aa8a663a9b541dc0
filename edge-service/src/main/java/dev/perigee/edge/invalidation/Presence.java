package dev.perigee.edge.invalidation;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * For how long the others have known of this edge without a gap.
 *
 * <p>Who completes an invalidation waits for the edges whose statuses are in the topic, and gives
 * up one that has told nothing for longer than its lease. So an edge may be overlooked until its
 * first status is in the topic, and again after a gap; what it had read of the invalidations before
 * then is not enough to trust its cache. One thread tells, any thread asks.
 */
public final class Presence {

  private final long leaseNanos;
  private final LongSupplier nanoClock;
  private volatile @Nullable Known known;

  /**
   * @param sinceNanos when the first status after the last gap was in the topic
   * @param toldNanos just before the last status was sent
   */
  private record Known(long sinceNanos, long toldNanos) {}

  /**
   * @param nanoClock goes on while the process is stopped
   */
  public Presence(Duration lease, LongSupplier nanoClock) {
    this.leaseNanos = lease.toNanos();
    this.nanoClock = nanoClock;
  }

  /** A status is in the topic that was sent no earlier than at a time of this clock. */
  public void told(long sentNanos) {
    Known before = known;
    long now = nanoClock.getAsLong();
    long sinceNanos =
        before != null && now - before.toldNanos() <= leaseNanos ? before.sinceNanos() : now;
    known = new Known(sinceNanos, sentNanos);
  }

  /** The time of this clock. */
  public long nanos() {
    return nanoClock.getAsLong();
  }

  /** Nanoseconds since the last gap ended; empty where nothing was told for longer than a lease. */
  public OptionalLong nanosKnown() {
    Known current = known;
    if (current == null) {
      return OptionalLong.empty();
    }
    long now = nanoClock.getAsLong();
    return now - current.toldNanos() <= leaseNanos
        ? OptionalLong.of(now - current.sinceNanos())
        : OptionalLong.empty();
  }
}
