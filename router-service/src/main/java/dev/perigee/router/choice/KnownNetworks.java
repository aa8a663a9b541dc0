package dev.perigee.router.choice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ViewerRules.PriceClass;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of clients' networks between one choice and the next. Bounded: networks that
 * have not asked for long are forgotten. Thread-safe.
 */
public final class KnownNetworks {

  /** Distributions of one price class have the same places to choose from. */
  private record Key(ClientPrefix network, PriceClass priceClass) {}

  /** One network. */
  static final class Network {
    private volatile @Nullable Remembered remembered;
    private volatile @Nullable String settled;

    /** The shortlist of before; null where there is none. */
    @Nullable Remembered remembered() {
      return remembered;
    }

    void remember(Remembered anew) {
      remembered = anew;
    }

    /** Where the network's clients were sent last; null where they never asked. */
    @Nullable String settled() {
      return settled;
    }

    void settle(String region) {
      settled = region;
    }
  }

  /**
   * A shortlist, and what it was made from.
   *
   * @param version of the network's measurements
   * @param fingerprint of the places
   */
  record Remembered(Shortlist shortlist, long version, int fingerprint, long atNanos) {}

  private final Cache<Key, Network> networks;

  public KnownNetworks(int mostNetworks) {
    this.networks = Caffeine.newBuilder().maximumSize(mostNetworks).executor(Runnable::run).build();
  }

  /** How many networks are remembered, once those that make room are gone. */
  long size() {
    networks.cleanUp();
    return networks.estimatedSize();
  }

  Network find(ClientPrefix client, PriceClass priceClass) {
    return networks.get(new Key(client, priceClass), _ -> new Network());
  }
}
