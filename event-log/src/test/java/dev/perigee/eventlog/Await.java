package dev.perigee.eventlog;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what the broker or another thread does. */
final class Await {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(10);

  private Await() {}

  /** Fails with {@code state} where the condition does not come true in half a minute. */
  static void until(String what, BooleanSupplier condition, Supplier<?> state)
      throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + LIMIT + ": " + what + "; " + state.get());
      }
      Thread.sleep(POLL);
    }
  }
}
