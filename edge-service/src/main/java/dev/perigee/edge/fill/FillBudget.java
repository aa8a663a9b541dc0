package dev.perigee.edge.fill;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all fills together may hold while they collect bodies. Thread-safe. */
final class FillBudget {

  private final long maxBytes;
  private final AtomicLong used = new AtomicLong();

  FillBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes {@code bytes} if they are left; whoever took them gives them back. */
  boolean take(long bytes) {
    long after = used.addAndGet(bytes);
    if (after <= maxBytes) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
