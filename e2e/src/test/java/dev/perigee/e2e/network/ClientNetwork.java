package dev.perigee.e2e.network;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A network that clients are in, with one client.
 *
 * @param name of its namespace
 * @param prefix the first 24 bits of its addresses, as {@code 198.51.100}
 * @param roundTrips to the servers, by their addresses
 */
public record ClientNetwork(String name, String prefix, Map<String, Duration> roundTrips) {

  public ClientNetwork {
    roundTrips = Map.copyOf(roundTrips);
  }

  /** The client's address. */
  public String client() {
    return prefix + ".7";
  }

  /** The network as DNS and the router write it. */
  public String subnet() {
    return prefix + ".0/24";
  }

  boolean contains(String address) {
    return address.startsWith(prefix + ".");
  }

  /** The round-trip time to a server; nothing to one that was not named. */
  public long roundTripMicros(String server) {
    return TimeUnit.NANOSECONDS.toMicros(roundTrips.getOrDefault(server, Duration.ZERO).toNanos());
  }
}
