package dev.perigee.origin.fetch;

import java.util.HashMap;
import java.util.Map;

/**
 * A number of places that are kept once they are taken. An origin may have at most as many as are
 * left free for the others: a dynamic threshold (Choudhury and Hahne, IEEE/ACM Transactions on
 * Networking 6, 1998). Thread-safe.
 */
public final class Quota {

  private final int limit;

  // Guarded by this.
  private final Map<String, Integer> taken = new HashMap<>();
  private int inAll;

  /**
   * @param limit how many places there are, 2 or more
   */
  public Quota(int limit) {
    if (limit < 2) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: >= 2)");
    }
    this.limit = limit;
  }

  /** How many places are taken. */
  public synchronized int taken() {
    return inAll;
  }

  /**
   * Takes a place, which the caller {@linkplain #giveBack gives back}; false where there is none.
   */
  synchronized boolean take(String origin) {
    int own = taken.getOrDefault(origin, 0);
    if (own >= limit - inAll) {
      return false;
    }
    taken.put(origin, own + 1);
    inAll++;
    return true;
  }

  synchronized void giveBack(String origin) {
    inAll--;
    taken.computeIfPresent(origin, (_, own) -> own == 1 ? null : own - 1);
  }
}
