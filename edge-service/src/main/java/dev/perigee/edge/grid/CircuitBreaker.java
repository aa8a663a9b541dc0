package dev.perigee.edge.grid;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Leaves a failing neighbour alone for a while after several failures in a row. Thread-safe. */
final class CircuitBreaker {

  private final int failuresBeforePause;
  private final long pauseNanos;
  private final LongSupplier nanoClock;
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private volatile long openUntil;

  CircuitBreaker(int failuresBeforePause, Duration pause, LongSupplier nanoClock) {
    this.failuresBeforePause = failuresBeforePause;
    this.pauseNanos = pause.toNanos();
    this.nanoClock = nanoClock;
    this.openUntil = nanoClock.getAsLong();
  }

  boolean isClosed() {
    return nanoClock.getAsLong() - openUntil >= 0;
  }

  void succeeded() {
    failuresInARow.setPlain(0);
  }

  void failed() {
    if (failuresInARow.incrementAndGet() >= failuresBeforePause) {
      failuresInARow.set(0);
      openUntil = nanoClock.getAsLong() + pauseNanos;
    }
  }
}
