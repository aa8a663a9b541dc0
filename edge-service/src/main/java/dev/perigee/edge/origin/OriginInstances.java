package dev.perigee.edge.origin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The instances of origin-service, and in which order to ask them for an object: by rendezvous
 * hashing, so that every edge asks the same one first; those of the origin's shield region before
 * the others, or of the edge's own where it has none; those that just failed at the end.
 * Thread-safe.
 */
final class OriginInstances {

  private static final long SHUN_NANOS = 1_000_000_000L;

  private final List<Instance> instances;
  private final String ownRegion;

  /**
   * @param entries each {@code URL} or {@code region=URL}
   * @param ownRegion of the edge
   */
  OriginInstances(List<String> entries, String ownRegion) {
    this.instances = entries.stream().map(Instance::parse).toList();
    this.ownRegion = ownRegion;
  }

  /**
   * @param shieldRegion the region whose instances are to ask the origin; null for none
   */
  List<Instance> ranked(String placement, @Nullable String shieldRegion) {
    if (instances.size() == 1) {
      return instances;
    }
    long now = System.nanoTime();
    String region = regionOf(shieldRegion);
    return instances.stream()
        .sorted(
            Comparator.comparing((Instance instance) -> instance.isShunned(now))
                .thenComparing(instance -> !instance.region.equals(region))
                .thenComparing(Comparator.comparingLong(i -> -i.weight(placement))))
        .toList();
  }

  private String regionOf(@Nullable String shieldRegion) {
    boolean stands = instances.stream().anyMatch(i -> i.region.equals(shieldRegion));
    return shieldRegion != null && stands ? shieldRegion : ownRegion;
  }

  /** One instance. */
  static final class Instance {
    private final String region;
    private final String host;
    private final int port;
    private final long seed;
    private final AtomicLong failedAt = new AtomicLong(System.nanoTime() - 2 * SHUN_NANOS);

    private static Instance parse(String entry) {
      int equals = entry.indexOf('=');
      URI address = address(entry.substring(equals + 1).strip());
      if (address == null || !"http".equals(address.getScheme()) || address.getHost() == null) {
        throw new IllegalArgumentException(
            "perigee.edge.origin-services: "
                + entry
                + " (expected: http://host:port or region=http://host:port)");
      }
      return new Instance(equals < 0 ? "" : entry.substring(0, equals).strip(), address);
    }

    private static @Nullable URI address(String text) {
      try {
        return new URI(text);
      } catch (URISyntaxException e) {
        return null;
      }
    }

    private Instance(String region, URI address) {
      this.region = region;
      this.host = address.getHost();
      this.port = address.getPort() < 0 ? 80 : address.getPort();
      this.seed = mix(address.toString().hashCode());
    }

    String host() {
      return host;
    }

    int port() {
      return port;
    }

    void failed() {
      failedAt.set(System.nanoTime());
    }

    private boolean isShunned(long nowNanos) {
      return nowNanos - failedAt.get() < SHUN_NANOS;
    }

    private long weight(String placement) {
      return mix(seed ^ placement.hashCode());
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long z) {
      long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
      return b ^ (b >>> 31);
    }
  }
}
