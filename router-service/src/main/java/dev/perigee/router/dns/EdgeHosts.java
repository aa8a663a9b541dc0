package dev.perigee.router.dns;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ViewerRules;
import dev.perigee.router.Routing;
import dev.perigee.router.edges.Edge;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The distributions' hosts: each has the addresses of the edge that is chosen for the client, those
 * of IPv6 only where the distribution has it on.
 */
record EdgeHosts(Routing routing) implements Zone.Hosts {

  @Override
  public Zone.@Nullable Host find(String name) {
    ViewerRules rules = routing.find(name);
    return rules == null ? null : new EdgeHost(routing, name, rules);
  }

  private record EdgeHost(Routing routing, String name, ViewerRules rules) implements Zone.Host {

    @Override
    public Optional<List<InetAddress>> addresses(ClientPrefix client) {
      return routing
          .choose(name, rules, client, true)
          .edge()
          .map(Edge::addresses)
          .filter(addresses -> !addresses.isEmpty())
          .map(this::allowed);
    }

    private List<InetAddress> allowed(List<InetAddress> addresses) {
      return rules.ipv6()
          ? addresses
          : addresses.stream().filter(Inet4Address.class::isInstance).toList();
    }

    @Override
    public List<String> protocols() {
      return rules.http2() ? List.of("h2") : List.of();
    }
  }
}
