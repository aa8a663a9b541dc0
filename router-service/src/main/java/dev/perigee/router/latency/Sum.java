package dev.perigee.router.latency;

import dev.perigee.contracts.LatencyReport;
import org.jspecify.annotations.Nullable;

/**
 * Reports added up: together they say their geometric mean, each by the number of its samples.
 *
 * @param networks how many reports
 * @param logarithms of microseconds, each times its samples
 */
record Sum(int networks, double samples, double logarithms) {

  static final Sum NOTHING = new Sum(0, 0, 0);

  Sum with(LatencyReport.@Nullable Network report) {
    return report == null ? this : plus(of(report));
  }

  Sum without(LatencyReport.@Nullable Network report) {
    if (report == null) {
      return this;
    }
    Sum taken = of(report);
    return new Sum(networks - 1, samples - taken.samples, logarithms - taken.logarithms);
  }

  private static Sum of(LatencyReport.Network report) {
    return new Sum(1, report.samples(), report.samples() * Math.log(report.roundTripMicros()));
  }

  Sum plus(Sum other) {
    return new Sum(
        networks + other.networks, samples + other.samples, logarithms + other.logarithms);
  }

  double roundTripMicros() {
    return Math.exp(logarithms / samples);
  }

  /** Null where nothing is added up any more: what rounding has left is dropped with it. */
  @Nullable Sum orNull() {
    return networks == 0 ? null : this;
  }
}
