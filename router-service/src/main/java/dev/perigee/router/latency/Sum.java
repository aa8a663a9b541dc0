package dev.perigee.router.latency;

/**
 * Measurements added up: together they say their geometric mean, each by its weight.
 *
 * @param networks how many networks they come from
 * @param logarithms of microseconds, each times its weight
 * @param guessed the same of what had been guessed of the ways before they were measured
 */
record Sum(int networks, double weight, double logarithms, double guessed) {

  static final Sum NOTHING = new Sum(0, 0, 0, 0);

  /** However much one network reports, it speaks for the ones around it only so loud. */
  private static final double MOST_WEIGHT = 10;

  /** And says that a way is farther or nearer than guessed by no more than this, a factor. */
  private static final double LARGEST_SURPRISE = Math.log(32);

  static Sum of(double micros, double samples, double guessMicros) {
    return new Sum(1, samples, samples * Math.log(micros), samples * Math.log(guessMicros));
  }

  /** What one network's measurements say of the networks around it. */
  Sum heardAround() {
    if (weight <= 0) {
      return NOTHING;
    }
    double heard = Math.min(weight, MOST_WEIGHT);
    double guess = guessed / weight;
    double surprise = Math.clamp(logarithms / weight - guess, -LARGEST_SURPRISE, LARGEST_SURPRISE);
    return new Sum(networks, heard, heard * (guess + surprise), heard * guess);
  }

  Sum plus(Sum other) {
    return new Sum(
        networks + other.networks,
        weight + other.weight,
        logarithms + other.logarithms,
        guessed + other.guessed);
  }

  /** What is left without one that was added; what rounding leaves of nothing is dropped. */
  Sum minus(Sum other) {
    int left = networks - other.networks;
    return left <= 0
        ? NOTHING
        : new Sum(
            left, weight - other.weight, logarithms - other.logarithms, guessed - other.guessed);
  }

  double roundTripMicros() {
    return Math.exp(mean());
  }

  /** The logarithm of the mean's microseconds. */
  double mean() {
    return logarithms / weight;
  }

  /** The logarithm of how many times longer the ways are than was guessed. */
  double surprise() {
    return (logarithms - guessed) / weight;
  }

  boolean isNothing() {
    return networks == 0 || weight <= 0;
  }
}
