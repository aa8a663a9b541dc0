package dev.perigee.router.choice;

import dev.perigee.router.latency.Estimate;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The few places that matter for one network: the nearest ones, and some of those that may be
 * nearer than they are known to be. Small, since many are remembered, and immutable.
 */
final class Shortlist {

  static final int MOST_NEAR = 8;
  static final int MOST_HOPEFUL = 4;

  private final String[] regions;
  private final float[] micros;
  private final float[] hopefulMicros;
  private final boolean[] known;

  private Shortlist(int size) {
    this.regions = new String[size];
    this.micros = new float[size];
    this.hopefulMicros = new float[size];
    this.known = new boolean[size];
  }

  /**
   * Makes the list.
   *
   * @param estimates of the ways to each of the locations
   * @param random decides between places that are equally hopeful
   */
  static Shortlist of(List<Location> locations, List<Estimate> estimates, DoubleSupplier random) {
    int count = locations.size();
    double[] expected = new double[count];
    double[] hopeful = new double[count];
    for (int i = 0; i < count; i++) {
      Estimate estimate = estimates.get(i);
      double queueing = locations.get(i).queueingMicros();
      expected[i] = estimate.roundTripMicros() + queueing;
      hopeful[i] = estimate.hopefulMicros() + queueing + random.getAsDouble();
    }
    Shortlist list = new Shortlist(Math.min(count, MOST_NEAR + MOST_HOPEFUL));
    for (int taken = 0; taken < list.regions.length; taken++) {
      int next = least(taken < MOST_NEAR ? expected : hopeful);
      list.put(taken, locations.get(next).region(), estimates.get(next));
      expected[next] = Double.POSITIVE_INFINITY;
      hopeful[next] = Double.POSITIVE_INFINITY;
    }
    return list;
  }

  private static int least(double[] values) {
    int least = 0;
    for (int i = 1; i < values.length; i++) {
      least = values[i] < values[least] ? i : least;
    }
    return least;
  }

  private void put(int position, String region, Estimate estimate) {
    regions[position] = region;
    micros[position] = (float) estimate.roundTripMicros();
    hopefulMicros[position] = (float) estimate.hopefulMicros();
    known[position] = estimate.basis() != Estimate.Basis.NOTHING;
  }

  int size() {
    return regions.length;
  }

  String region(int position) {
    return regions[position];
  }

  /** How long the way there is expected to take. */
  double micros(int position) {
    return micros[position];
  }

  /** What it may take at best. */
  double hopefulMicros(int position) {
    return hopefulMicros[position];
  }

  /** Whether anything at all is known of the way there. */
  boolean isKnown(int position) {
    return known[position];
  }
}
