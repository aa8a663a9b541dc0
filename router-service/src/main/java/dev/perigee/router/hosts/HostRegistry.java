package dev.perigee.router.hosts;

import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.ViewerRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The host names that distributions answer to: their own and their aliases. Thread-safe; changes
 * come from one thread.
 */
public final class HostRegistry {

  private final Map<String, Served> byHost = new ConcurrentHashMap<>();
  private final Map<String, List<String>> hostsByDistribution = new HashMap<>();

  /** A distribution, as far as routing needs to know it. */
  private record Served(String distributionId, ViewerRules viewers) {}

  /**
   * What holds for the viewers of the distribution that answers to this host; null where none does.
   * A wildcard alias covers one label.
   */
  public @Nullable ViewerRules find(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    Served exact = byHost.get(lower);
    Served served = exact != null || dot <= 0 ? exact : byHost.get("*" + lower.substring(dot));
    return served == null ? null : served.viewers();
  }

  void put(DistributionSnapshot distribution) {
    List<String> hosts = new ArrayList<>(distribution.aliases());
    hosts.add(distribution.domainName());
    hosts.replaceAll(host -> host.toLowerCase(Locale.ROOT));
    List<String> before = hostsByDistribution.put(distribution.id(), hosts);
    // In this order, so that a host that stays is never unknown in between.
    Served served = new Served(distribution.id(), distribution.viewers());
    hosts.forEach(host -> byHost.put(host, served));
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
    byHost.computeIfPresent(
        host, (_, served) -> served.distributionId().equals(distributionId) ? null : served);
  }
}
