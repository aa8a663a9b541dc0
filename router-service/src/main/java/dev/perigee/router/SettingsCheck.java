package dev.perigee.router;

import dev.perigee.router.guess.GlobePoint;
import java.time.Duration;

/** Refuses settings that are out of range. */
final class SettingsCheck {

  private static final int FEWEST_REMEMBERED = 1_000;
  private static final int MOST_REMEMBERED = 100_000_000;

  private SettingsCheck() {}

  /**
   * @throws IllegalArgumentException that names the setting, and what was expected of it
   */
  static void check(RouterSettings settings) {
    check("exploration", settings.exploration(), 0, 0.5);
    check("full-load", settings.fullLoad(), Double.MIN_VALUE, 1);
    check("ways-remembered", settings.waysRemembered(), FEWEST_REMEMBERED, MOST_REMEMBERED);
    check("networks-remembered", settings.networksRemembered(), FEWEST_REMEMBERED, MOST_REMEMBERED);
    Duration silence = settings.edgeSilence();
    if (silence.toMillis() < 1_500 || silence.compareTo(Duration.ofHours(1)) > 0) {
      throw refused("edge-silence", silence, "1.5 s to 1 h");
    }
    settings.regions().values().forEach(RouterSettings.Region::asPriceClass);
    settings.regions().forEach(SettingsCheck::checkCoordinates);
  }

  private static void checkCoordinates(String name, RouterSettings.Region region) {
    try {
      region.coordinates().ifPresent(GlobePoint::parse);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "perigee.router.regions.%s.%s".formatted(name, e.getMessage()), e);
    }
  }

  private static void check(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw refused(key, value, least + " to " + most);
    }
  }

  private static IllegalArgumentException refused(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "perigee.router.%s: %s (expected: %s)".formatted(key, value, expected));
  }
}
