package dev.perigee.router.guard;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * So much of something a second for each key, of which what was not taken in the last second can be
 * taken at once (the generic cell rate algorithm). A place is one number: the moment at which all
 * that was taken is paid back. Thread-safe.
 */
final class Allowances {

  private static final int PLACES = 1 << 16;
  private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLongArray paidBack = new AtomicLongArray(PLACES);
  private final long priceNanos;

  /**
   * @param aSecond 0 for no limit
   */
  Allowances(int aSecond, long nowNanos) {
    this.priceNanos = aSecond == 0 ? 0 : BURST_NANOS / aSecond;
    for (int place = 0; place < PLACES; place++) {
      paidBack.set(place, nowNanos);
    }
  }

  boolean areUnlimited() {
    return priceNanos == 0;
  }

  /** Takes one, unless the key has none left. */
  boolean take(long key, long nowNanos) {
    int place = (int) (key & (PLACES - 1));
    while (true) {
      long before = paidBack.get(place);
      long owedNanos = Math.max(0, before - nowNanos);
      if (owedNanos + priceNanos > BURST_NANOS) {
        return false;
      }
      if (paidBack.compareAndSet(place, before, nowNanos + owedNanos + priceNanos)) {
        return true;
      }
    }
  }
}
