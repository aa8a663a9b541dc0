package dev.perigee.router.hosts;

import dev.perigee.contracts.DistributionSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The host names that distributions answer to: their own and their aliases. Thread-safe; changes
 * come from one thread.
 */
public final class HostRegistry {

  private final Map<String, String> distributionByHost = new ConcurrentHashMap<>();
  private final Map<String, List<String>> hostsByDistribution = new HashMap<>();

  /** Whether a distribution answers to this host; a wildcard alias covers one label. */
  public boolean knows(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    return distributionByHost.containsKey(lower)
        || (dot > 0 && distributionByHost.containsKey("*" + lower.substring(dot)));
  }

  void put(DistributionSnapshot distribution) {
    List<String> hosts = new ArrayList<>(distribution.aliases());
    hosts.add(distribution.domainName());
    hosts.replaceAll(host -> host.toLowerCase(Locale.ROOT));
    List<String> before = hostsByDistribution.put(distribution.id(), hosts);
    // In this order, so that a host that stays is never unknown in between.
    hosts.forEach(host -> distributionByHost.put(host, distribution.id()));
    if (before != null) {
      before.stream()
          .filter(host -> !hosts.contains(host))
          .forEach(h -> drop(h, distribution.id()));
    }
  }

  void remove(String distributionId) {
    List<String> before = hostsByDistribution.remove(distributionId);
    if (before != null) {
      before.forEach(host -> drop(host, distributionId));
    }
  }

  void retain(Collection<String> distributionIds) {
    List<String> gone = new ArrayList<>(hostsByDistribution.keySet());
    gone.removeAll(distributionIds);
    gone.forEach(this::remove);
  }

  /** An alias may have moved to another distribution by now. */
  private void drop(String host, String distributionId) {
    distributionByHost.remove(host, distributionId);
  }
}
