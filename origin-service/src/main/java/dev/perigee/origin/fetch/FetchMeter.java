package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts how fetches end and why groups fail over, in the words of {@link OriginFailure} and the
 * three here. Thread-safe; one for the process.
 */
public final class FetchMeter {

  /** The origin's response went to the edge whole, whatever its status. */
  static final String ANSWERED = "Answered";

  /** The origin's response broke off. */
  static final String BROKEN_OFF = "BrokenOff";

  /** The edge did not wait for the end. */
  static final String EDGE_LEFT = "EdgeLeft";

  /** Why a group's secondary was asked: the primary's status counts as failure. */
  static final String STATUS = "Status";

  /** The secondary gives better media. */
  static final String QUALITY = "MediaQuality";

  /** The primary gave no usable answer several times running. */
  static final String KNOWN_TO_FAIL = "KnownToFail";

  private final Map<String, Counter> ended = new HashMap<>();
  private final Map<String, Counter> failedOver = new HashMap<>();
  private final Counter joined;

  public FetchMeter(MeterRegistry registry) {
    for (String outcome : List.of(ANSWERED, BROKEN_OFF, EDGE_LEFT)) {
      ended.put(outcome, counter(registry, outcome));
    }
    for (OriginFailure failure : OriginFailure.values()) {
      ended.put(failure.name(), counter(registry, failure.name()));
      failedOver.put(failure.name(), failover(registry, failure.name()));
    }
    for (String cause : List.of(STATUS, QUALITY, KNOWN_TO_FAIL)) {
      failedOver.put(cause, failover(registry, cause));
    }
    joined =
        Counter.builder("perigee.origin.joined")
            .description("Requests that joined another one's origin request")
            .register(registry);
  }

  /** Counts a request that joins another one's fetch. */
  void joined() {
    joined.increment();
  }

  private static Counter failover(MeterRegistry registry, String cause) {
    return Counter.builder("perigee.origin.failovers")
        .description("Requests that went to a group's secondary, by cause")
        .tag("cause", cause)
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("perigee.origin.fetches")
        .description("Fetches by how they ended")
        .tag("outcome", outcome)
        .register(registry);
  }

  void ended(String outcome) {
    count(ended.get(outcome));
  }

  /** Counts a request that goes to a group's secondary. */
  void failedOver(String cause) {
    count(failedOver.get(cause));
  }

  private static void count(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
