package dev.perigee.router.choice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ViewerRules.PriceClass;
import dev.perigee.router.choice.Choice.Place;
import java.util.List;

/**
 * Where clients' networks were sent last. They are sent elsewhere only when that is nearer by a
 * tenth and by two milliseconds: else viewers would wander between places that are equally far, and
 * leave warm caches behind. Bounded: networks that have not asked for long are forgotten.
 * Thread-safe.
 */
public final class SettledNetworks {

  private static final double WORTH_MOVING = 0.9;
  private static final double WORTH_MOVING_MICROS = 2_000;

  /** Distributions of one price class have the same places to choose from. */
  private record Key(ClientPrefix network, PriceClass priceClass) {}

  private final Cache<Key, String> regions;

  public SettledNetworks(int mostNetworks) {
    this.regions = Caffeine.newBuilder().maximumSize(mostNetworks).build();
  }

  /**
   * The region for a network's clients from now on.
   *
   * @param places best first, 1 or more
   */
  String settle(ClientPrefix client, PriceClass priceClass, List<Place> places) {
    Key key = new Key(client, priceClass);
    Place best = places.getFirst();
    String former = regions.getIfPresent(key);
    if (best.region().equals(former)) {
      return best.region();
    }
    for (Place place : places) {
      if (place.region().equals(former) && !isWorthMoving(place, best)) {
        return place.region();
      }
    }
    regions.put(key, best.region());
    return best.region();
  }

  private static boolean isWorthMoving(Place from, Place to) {
    return to.expectedMicros() < WORTH_MOVING * from.expectedMicros()
        && to.expectedMicros() < from.expectedMicros() - WORTH_MOVING_MICROS;
  }
}
