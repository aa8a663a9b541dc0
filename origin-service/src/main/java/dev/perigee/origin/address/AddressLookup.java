package dev.perigee.origin.address;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host. Called on an event loop, answers on the same one. */
public interface AddressLookup {

  /**
   * Looks a name up, or reads an address literal.
   *
   * @return the addresses in order of preference; empty where the name has none or the look-up
   *     failed. Never fails.
   */
  Future<List<InetAddress>> lookup(String host);
}
