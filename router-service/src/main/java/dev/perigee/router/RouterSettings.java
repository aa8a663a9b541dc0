package dev.perigee.router;

import dev.perigee.contracts.ViewerRules.PriceClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How edges are chosen. */
@ConfigMapping(prefix = "perigee.router")
interface RouterSettings {

  /**
   * Share of the viewers who are sent to another place than the nearest one, so that the way there
   * is measured, 0 to 0.5; four times as many while some place may be nearer than the best one
   * known, twenty times as many while nothing at all is known of some. DNS answers, and redirects
   * of GET and HEAD, alone.
   */
  @WithDefault("0.01")
  double exploration();

  /** Time without a word from an edge after which viewers are sent elsewhere; 1.5 s to 1 h. */
  @WithDefault("2s")
  Duration edgeSilence();

  /** Load from which an edge is passed over while others have less, above 0 to 1. */
  @WithDefault("0.9")
  double fullLoad();

  /** Measured ways between an edge and a network that are remembered, 1,000 to 100,000,000. */
  @WithDefault("500000")
  int waysRemembered();

  /** Networks of which it is remembered where they were sent, 1,000 to 100,000,000. */
  @WithDefault("100000")
  int networksRemembered();

  /**
   * A file that says which regions are near which networks, for clients of whom nothing is
   * measured; read again when it changes.
   */
  Optional<Path> networkMap();

  /**
   * A MaxMind-format file of cities, for clients of whom nothing is measured and whose network the
   * map does not name; it counts where regions have coordinates. Put another one in its place by
   * renaming.
   */
  Optional<Path> geoDatabase();

  /** What the places are like where edges stand, by the name that the edges give. */
  Map<String, Region> regions();

  /** A place. */
  interface Region {
    /** The cheapest of CloudFront's price classes that it belongs to: 100, 200 or all. */
    @WithDefault("100")
    String priceClass();

    /** Where it is: latitude and longitude in degrees, such as 50.11,8.68. */
    Optional<String> coordinates();

    /** The same as the distributions name it. */
    default PriceClass asPriceClass() {
      return switch (priceClass()) {
        case "100" -> PriceClass.CLASS_100;
        case "200" -> PriceClass.CLASS_200;
        case "all" -> PriceClass.ALL;
        default ->
            throw new IllegalArgumentException(
                "perigee.router.regions.*.price-class: '%s' (expected: 100, 200 or all)"
                    .formatted(priceClass()));
      };
    }
  }
}
