package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how fetches end, in the words of {@link OriginFailure} and the three here. Thread-safe;
 * one for the process.
 */
public final class FetchMeter {

  /** The origin's response went to the edge whole, whatever its status. */
  static final String ANSWERED = "Answered";

  /** The origin's response broke off. */
  static final String BROKEN_OFF = "BrokenOff";

  /** The edge did not wait for the end. */
  static final String EDGE_LEFT = "EdgeLeft";

  private final Map<String, Counter> ended = new HashMap<>();

  public FetchMeter(MeterRegistry registry) {
    for (String outcome : List.of(ANSWERED, BROKEN_OFF, EDGE_LEFT)) {
      ended.put(outcome, counter(registry, outcome));
    }
    for (OriginFailure failure : OriginFailure.values()) {
      ended.put(failure.name(), counter(registry, failure.name()));
    }
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("perigee.origin.fetches")
        .description("Fetches by how they ended")
        .tag("outcome", outcome)
        .register(registry);
  }

  void ended(String outcome) {
    Counter counter = ended.get(outcome);
    if (counter != null) {
      counter.increment();
    }
  }
}
