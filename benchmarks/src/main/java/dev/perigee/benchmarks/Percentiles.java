package dev.perigee.benchmarks;

import java.util.Collection;
import java.util.Locale;

/** Times that were measured, in order. */
record Percentiles(long[] nanos) {

  private static final double NANOS_PER_MILLI = 1e6;

  static Percentiles of(Collection<Long> nanos) {
    return new Percentiles(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  double millis(double part) {
    int place = (int) Math.ceil(part * nanos.length) - 1;
    return nanos[Math.clamp(place, 0, nanos.length - 1)] / NANOS_PER_MILLI;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %6.1f ms, p99 %6.1f ms, most %6.1f ms",
        millis(0.5),
        millis(0.99),
        millis(1));
  }
}
