package dev.perigee.router.dns;

import dev.perigee.contracts.ClientPrefix;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places for connections over TCP. No network has more than an eighth of them, so that whoever
 * takes many leaves others the way that is left to them when their datagrams are limited.
 * Thread-safe.
 */
final class TcpPlaces {

  private static final int SHARES = 8;

  private final int all;
  private final int ofNetwork;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<ClientPrefix, Integer> byNetwork = new ConcurrentHashMap<>();

  /**
   * @param all 1 or more
   */
  TcpPlaces(int all) {
    this.all = all;
    this.ofNetwork = Math.max(1, all / SHARES);
  }

  /** Takes a place, which must be given back; false where there is none. */
  boolean take(ClientPrefix network) {
    if (taken.incrementAndGet() > all) {
      taken.decrementAndGet();
      return false;
    }
    if (byNetwork.merge(network, 1, Integer::sum) > ofNetwork) {
      giveBack(network);
      return false;
    }
    return true;
  }

  void giveBack(ClientPrefix network) {
    byNetwork.computeIfPresent(network, (_, places) -> places == 1 ? null : places - 1);
    taken.decrementAndGet();
  }
}
