package dev.perigee.edge.connection;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many connections each address has. An IPv6 network of 64 bits counts as one address. */
final class AddressCounts {

  private static final int NETWORK_GROUPS = 4;

  private final int most;
  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

  /**
   * @param most that one address may have
   */
  AddressCounts(int most) {
    this.most = most;
  }

  /** Counts one more; false, and nothing is counted, where that is one too many. */
  boolean tryAdd(String address) {
    boolean[] added = {false};
    counts.compute(
        key(address),
        (_, count) -> {
          int before = count == null ? 0 : count;
          added[0] = before < most;
          return added[0] ? Integer.valueOf(before + 1) : count;
        });
    return added[0];
  }

  void remove(String address) {
    counts.computeIfPresent(key(address), (_, count) -> count == 1 ? null : count - 1);
  }

  private static String key(String address) {
    int end = 0;
    for (int groups = 0; groups < NETWORK_GROUPS; groups++) {
      int colon = address.indexOf(':', end);
      if (colon < 0) {
        return address;
      }
      end = colon + 1;
    }
    return address.substring(0, end);
  }
}
