package dev.perigee.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what becomes true by itself. */
public final class Eventually {

  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private Eventually() {}

  /** Fails unless the condition comes true within the limit. */
  public static void that(String what, Duration limit, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(what + ": not within " + limit);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
