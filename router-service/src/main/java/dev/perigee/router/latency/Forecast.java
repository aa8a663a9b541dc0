package dev.perigee.router.latency;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of the ways between one client and every place.
 *
 * <p>What was measured from the client's own network stands, no matter what is said of others. Else
 * the first guess counts, by as much longer or shorter as ways to this place were found to be from
 * networks around the client: of wider ones first, then of ever narrower ones, each correcting the
 * one before the more, the more of its networks have been there. So what says most counts most: the
 * narrow network before the wide one, that before the operator's map, that before geography.
 *
 * <p>The client's own measurements say more. Where the best way takes somewhat longer than
 * expected, its line is slow, and all others are expected to take longer too. Where ways take much
 * longer or much less, the client is not where the guesses have it; then what was measured around
 * it counts alone.
 */
final class Forecast {

  /** One such surprise may be a detour on the way. */
  private static final int SURPRISES = 2;

  private static final double MOST_STRETCH = 2.5;

  private final List<Way> ways = new ArrayList<>();
  private final boolean misplaced;
  private final double stretch;

  private Forecast(Surroundings known, List<? extends Site> sites) {
    sites.forEach(site -> ways.add(new Way(known, site)));
    this.misplaced = isMisplaced();
    this.stretch = stretch();
  }

  /** The estimates of the ways to these places, in their order. */
  static List<Estimate> of(Surroundings known, List<? extends Site> sites) {
    Forecast forecast = new Forecast(known, sites);
    return forecast.ways.stream()
        .map(way -> way.estimate(forecast.misplaced, forecast.stretch))
        .toList();
  }

  private boolean isMisplaced() {
    int surprises = 0;
    int confirmations = 0;
    for (Way way : ways) {
      if (way.isMeasured() && way.isGuessed()) {
        if (way.isNearer(false)) {
          surprises += SURPRISES;
        } else if (way.isFarther(false)) {
          surprises++;
        } else {
          confirmations++;
        }
      }
    }
    return surprises >= SURPRISES && surprises > confirmations;
  }

  private double stretch() {
    @Nullable Way nearest = null;
    for (Way way : ways) {
      if (way.isMeasured() && (nearest == null || way.ownMicros() < nearest.ownMicros())) {
        nearest = way;
      }
    }
    return nearest == null || !nearest.isForeseen(misplaced) || nearest.isFarther(misplaced)
        ? 1
        : Math.clamp(
            nearest.ownMicros() / nearest.expectedMicros(misplaced),
            1 / MOST_STRETCH,
            MOST_STRETCH);
  }
}
