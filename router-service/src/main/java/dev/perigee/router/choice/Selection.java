package dev.perigee.router.choice;

import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The places of a shortlist as they are at this moment: with what requests wait there. */
final class Selection {

  static final int NONE = -1;

  /** While some place may be nearer than the best one known, so many more are sent elsewhere. */
  private static final int HOPEFUL_SHARES = 4;

  /** And so many while of some place nothing is known at all. */
  private static final int UNKNOWN_SHARES = 20;

  private static final double LARGEST_SHARE = 0.5;

  private static final double WORTH_MOVING = 0.9;
  private static final double WORTH_MOVING_MICROS = 2_000;

  private final Shortlist shortlist;
  private final @Nullable Location[] locations;
  private final double[] expected;
  private final int best;

  Selection(Shortlist shortlist, Eligible eligible) {
    int size = shortlist.size();
    this.shortlist = shortlist;
    this.locations = new Location[size];
    this.expected = new double[size];
    for (int i = 0; i < size; i++) {
      Location location = eligible.in(shortlist.region(i));
      locations[i] = location;
      expected[i] =
          location == null
              ? Double.POSITIVE_INFINITY
              : shortlist.micros(i) + location.queueingMicros();
    }
    this.best = best();
  }

  /** The best place of which something is known; none where there is no such place. */
  private int best() {
    int best = NONE;
    for (int i = 0; i < expected.length; i++) {
      if (shortlist.isKnown(i)
          && locations[i] != null
          && (best == NONE || expected[i] < expected[best])) {
        best = i;
      }
    }
    return best;
  }

  boolean isBlind() {
    return best == NONE;
  }

  int nearest() {
    return best;
  }

  /** Where a network stays that was sent to a region before; the nearest if that is worth it. */
  int settled(@Nullable String former) {
    for (int i = 0; i < expected.length; i++) {
      if (shortlist.region(i).equals(former) && locations[i] != null && !isWorthMoving(i)) {
        return i;
      }
    }
    return best;
  }

  private boolean isWorthMoving(int from) {
    return expected[best] < WORTH_MOVING * expected[from]
        && expected[best] < expected[from] - WORTH_MOVING_MICROS;
  }

  /**
   * Another place than the nearest, now and then: the likelier, the nearer it may be at best, so
   * that what is far for sure costs nobody time. A place that is twice as far as the nearest is
   * looked at a sixteenth as often.
   *
   * @param exploration share of the choices that go elsewhere
   */
  int explored(double exploration, DoubleSupplier random) {
    double[] sums = new double[expected.length];
    double sum = 0;
    int shares = 1;
    for (int i = 0; i < sums.length; i++) {
      Location location = locations[i];
      if (i != best && location != null) {
        double atBest = shortlist.hopefulMicros(i) + location.queueingMicros();
        if (atBest < expected[best]) {
          shares = Math.max(shares, shortlist.isKnown(i) ? HOPEFUL_SHARES : UNKNOWN_SHARES);
        }
        double nearness = Math.min(1, expected[best] / atBest);
        sum += nearness * nearness * nearness * nearness;
      }
      sums[i] = sum;
    }
    if (sum == 0 || random.getAsDouble() >= Math.min(LARGEST_SHARE, shares * exploration)) {
      return NONE;
    }
    double drawn = random.getAsDouble() * sum;
    int found = 0;
    while (sums[found] <= drawn) {
      found++;
    }
    return found;
  }

  Location location(int position) {
    Location location = locations[position];
    if (location == null) {
      throw new IllegalArgumentException(position + " (expected: a place that is there)");
    }
    return location;
  }
}
