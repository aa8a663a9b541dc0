package dev.perigee.router.choice;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The edges of one tier, by the places where they stand. Immutable. */
final class Eligible {

  private final Tier tier;
  private final List<Location> locations;
  private final Map<String, Location> byRegion;
  private final long[] regionHashes;
  private final int fingerprint;

  Eligible(Tier tier, List<Location> locations) {
    this.tier = tier;
    this.locations = List.copyOf(locations);
    this.byRegion =
        locations.stream().collect(Collectors.toMap(Location::region, Function.identity()));
    this.regionHashes = locations.stream().mapToLong(Location::regionHash).toArray();
    this.fingerprint = byRegion.keySet().hashCode();
  }

  Tier tier() {
    return tier;
  }

  /** 1 or more. */
  List<Location> locations() {
    return locations;
  }

  /** Null where none of the tier's edges stands there. */
  @Nullable Location in(String region) {
    return byRegion.get(region);
  }

  /** Where each host goes as long as nothing says which place is better. */
  Location spread(String host) {
    return locations.get(Rendezvous.highest(Rendezvous.hash(host), regionHashes));
  }

  /** Of other places it is another number, as good as always. */
  int fingerprint() {
    return fingerprint;
  }
}
