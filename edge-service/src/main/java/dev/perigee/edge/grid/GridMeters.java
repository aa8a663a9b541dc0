package dev.perigee.edge.grid;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What is told of the grid as this edge sees it. Thread-safe. */
final class GridMeters {

  private static final Duration[] BOUNDS = {
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100)
  };

  private final Map<LookupOutcome, Counter> lookups = new EnumMap<>(LookupOutcome.class);
  private final Map<WriteOutcome, Counter> writes = new EnumMap<>(WriteOutcome.class);
  private final Timer lookupTime;
  private final Counter bytesRead;
  private final Counter bytesWritten;

  /**
   * @param isConnected whether the grid was reached
   * @param isOpen whether the circuit is open
   */
  GridMeters(MeterRegistry registry, BooleanSupplier isConnected, BooleanSupplier isOpen) {
    for (LookupOutcome outcome : LookupOutcome.values()) {
      lookups.put(
          outcome, counter(registry, "lookups", "Look-ups in the grid", "outcome", outcome.word()));
    }
    for (WriteOutcome outcome : WriteOutcome.values()) {
      writes.put(
          outcome,
          counter(registry, "writes", "Responses for the grid", "outcome", outcome.word()));
    }
    bytesRead = counter(registry, "bytes", "Bytes of values", "direction", "read");
    bytesWritten = counter(registry, "bytes", "Bytes of values", "direction", "written");
    lookupTime =
        Timer.builder("perigee.edge.grid.lookup.time")
            .description("Time of a look-up until the grid's answer, or until it is given up")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    gauge(registry, "connected", "1 once the grid was reached since the edge's start", isConnected);
    gauge(registry, "circuit.open", "1 while a failing grid is left alone", isOpen);
  }

  private static Counter counter(
      MeterRegistry registry, String name, String description, String tag, String word) {
    return Counter.builder("perigee.edge.grid." + name)
        .description(description)
        .tag(tag, word)
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, String description, BooleanSupplier is) {
    Gauge.builder("perigee.edge.grid." + name, () -> is.getAsBoolean() ? 1 : 0)
        .description(description)
        .register(registry);
  }

  /** A look-up for which the grid was not asked. */
  void notAsked(LookupOutcome outcome) {
    Objects.requireNonNull(lookups.get(outcome)).increment();
  }

  /** A look-up that took some time. */
  void asked(LookupOutcome outcome, long nanos) {
    notAsked(outcome);
    lookupTime.record(nanos, TimeUnit.NANOSECONDS);
  }

  void read(int bytes) {
    bytesRead.increment(bytes);
  }

  void notWritten(WriteOutcome outcome) {
    Objects.requireNonNull(writes.get(outcome)).increment();
  }

  void written(int bytes) {
    Objects.requireNonNull(writes.get(WriteOutcome.WRITTEN)).increment();
    bytesWritten.increment(bytes);
  }
}
