package dev.perigee.edge.latency;

import java.util.concurrent.TimeUnit;

/**
 * What the samples of one network say together: their geometric mean, since round-trip times spread
 * by factors and one viewer behind a bad link should not speak for all. A sample counts for half
 * after ten minutes. Not thread-safe.
 */
final class RoundTrip {

  private static final double HALF_LIFE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private double samples;
  private double logarithms;
  private long asOfNanos;

  RoundTrip(long nowNanos) {
    this.asOfNanos = nowNanos;
  }

  /** Notes a sample, 1 or more. */
  void note(int micros, long nowNanos) {
    decay(nowNanos);
    samples++;
    logarithms += Math.log(micros);
  }

  private void decay(long nowNanos) {
    double kept = Math.pow(0.5, (nowNanos - asOfNanos) / HALF_LIFE_NANOS);
    samples *= kept;
    logarithms *= kept;
    asOfNanos = nowNanos;
  }

  /** How many samples count still, each by its age. */
  double samples(long nowNanos) {
    decay(nowNanos);
    return samples;
  }

  int micros() {
    return (int) Math.round(Math.exp(logarithms / samples));
  }
}
