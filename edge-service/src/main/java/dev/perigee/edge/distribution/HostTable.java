package dev.perigee.edge.distribution;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which distribution answers to a host name. One thread changes it, every thread reads; a look-up
 * takes two hash look-ups at most, however many distributions there are.
 */
@Singleton
public final class HostTable {

  private final ConcurrentMap<String, Distribution> byId = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Distribution> byHost = new ConcurrentHashMap<>();

  /**
   * The distribution of a host: an exact name first, then a wildcard for its first label.
   *
   * @param host in lower case, without a port
   */
  public @Nullable Distribution find(String host) {
    Distribution exact = byHost.get(host);
    if (exact != null) {
      return exact;
    }
    int dot = host.indexOf('.');
    return dot < 0 ? null : byHost.get("*" + host.substring(dot));
  }

  /** The version of a distribution that is in force; null for none. */
  public @Nullable Distribution get(String distributionId) {
    return byId.get(distributionId);
  }

  /** Puts a distribution in the place of its former version. */
  public void put(Distribution distribution) {
    Distribution former = byId.put(distribution.id(), distribution);
    distribution.hosts().forEach(host -> byHost.put(host, distribution));
    if (former != null) {
      former.hosts().stream()
          .filter(host -> !distribution.hosts().contains(host))
          .forEach(host -> byHost.remove(host, former));
    }
  }

  public void remove(String distributionId) {
    Distribution former = byId.remove(distributionId);
    if (former != null) {
      former.hosts().forEach(host -> byHost.remove(host, former));
    }
  }

  public Collection<Distribution> all() {
    return byId.values();
  }
}
