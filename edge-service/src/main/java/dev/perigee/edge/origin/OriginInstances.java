package dev.perigee.edge.origin;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The instances of origin-service, and in which order to ask them for an object: by rendezvous
 * hashing, so that every edge asks the same one first, with those that just failed at the end.
 * Thread-safe.
 */
final class OriginInstances {

  private static final long SHUN_NANOS = 1_000_000_000L;

  private final List<Instance> instances;

  OriginInstances(List<URI> addresses) {
    this.instances = addresses.stream().map(Instance::new).toList();
  }

  List<Instance> ranked(String placement) {
    if (instances.size() == 1) {
      return instances;
    }
    long now = System.nanoTime();
    return instances.stream()
        .sorted(
            Comparator.comparing((Instance instance) -> instance.isShunned(now))
                .thenComparing(Comparator.comparingLong(i -> -i.weight(placement))))
        .toList();
  }

  /** One instance. */
  static final class Instance {
    private final String host;
    private final int port;
    private final long seed;
    private final AtomicLong failedAt = new AtomicLong(System.nanoTime() - 2 * SHUN_NANOS);

    private Instance(URI address) {
      if (!"http".equals(address.getScheme()) || address.getHost() == null) {
        throw new IllegalArgumentException(
            "perigee.edge.origin-services: " + address + " (expected: http://host:port)");
      }
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
