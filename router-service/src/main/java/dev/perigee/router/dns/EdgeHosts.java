package dev.perigee.router.dns;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ViewerRules;
import dev.perigee.router.Routing;
import dev.perigee.router.edges.Edge;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The distributions' hosts: each has the addresses of the edge that is chosen for the client, those
 * of IPv6 only where the distribution has it on.
 */
record EdgeHosts(Routing routing) implements Zone.Hosts {

  @Override
  public boolean knows(String host) {
    return routing.find(host) != null;
  }

  @Override
  public Optional<List<InetAddress>> addresses(String host, ClientPrefix client) {
    ViewerRules rules = routing.find(host);
    if (rules == null) {
      return Optional.empty();
    }
    return routing
        .choose(host, rules, client, true)
        .edge()
        .map(Edge::addresses)
        .filter(addresses -> !addresses.isEmpty())
        .map(addresses ->
            addresses.stream()
                .filter(address -> rules.ipv6() || address instanceof Inet4Address)
                .toList());
  }
}
