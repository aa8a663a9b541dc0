package dev.perigee.router.guess;

import dev.perigee.contracts.ClientPrefix;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Guesses by the operator's map of networks; where that says nothing, by geography. A region that
 * the map does not name for a network is taken for farther than those that it does.
 */
public final class OperatorGuesses implements FirstGuesses {

  private static final double BEYOND_MICROS = 1_000;

  private final @Nullable FollowedFile<NetworkMap> map;
  private final @Nullable GeoFile geoFile;
  private final FirstGuesses geography;

  /**
   * @param map the file of the map
   * @param geoDatabase a MaxMind-format file of cities
   * @param places where the regions are
   */
  public OperatorGuesses(
      Optional<Path> map, Optional<Path> geoDatabase, Map<String, GlobePoint> places) {
    this.map = map.map(path -> new FollowedFile<>(path, NetworkMap::read)).orElse(null);
    this.geoFile = geoDatabase.map(GeoFile::new).orElse(null);
    this.geography = geoFile == null ? NONE : new Geography(geoFile, places);
  }

  /** Reads the files that have changed. Blocks. */
  public void check() {
    if (map != null) {
      map.check();
    }
    if (geoFile != null) {
      geoFile.check();
    }
  }

  @Override
  public long version() {
    return (map == null ? 0 : map.version()) + geography.version();
  }

  @Override
  public Outlook from(ClientPrefix client) {
    NetworkMap networks = map == null ? null : map.content();
    Map<String, Double> told = networks == null ? Map.of() : networks.find(client);
    Outlook elsewhere = geography.from(client);
    return told.isEmpty() ? elsewhere : region -> guess(told, region, elsewhere);
  }

  private static Guess guess(Map<String, Double> told, String region, Outlook elsewhere) {
    Double micros = told.get(region);
    if (micros != null) {
      return new Guess(micros, Guess.Basis.NETWORK_MAP);
    }
    double least = Collections.max(told.values()) + BEYOND_MICROS;
    Guess other = elsewhere.to(region);
    return other.roundTripMicros() > least ? other : new Guess(least, Guess.Basis.NETWORK_MAP);
  }
}
