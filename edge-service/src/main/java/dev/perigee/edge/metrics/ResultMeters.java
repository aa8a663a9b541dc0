package dev.perigee.edge.metrics;

import dev.perigee.edge.request.RequestFacts;
import dev.perigee.httpcache.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one result ({@code Hit}, {@code Miss}, …), of all distributions together. A counter
 * is registered when its reason is first met: there is one for each word of {@link Reason} at most.
 * Thread-safe.
 */
final class ResultMeters {

  private static final String NO_REASON = "none";

  private final MeterRegistry registry;
  private final String result;
  private final Timer firstByte;
  private final Timer complete;
  private final AtomicReferenceArray<@Nullable Counter> byReason =
      new AtomicReferenceArray<>(Reason.values().length + 1);

  ResultMeters(MeterRegistry registry, String result) {
    this.registry = registry;
    this.result = result;
    this.firstByte = timer("first-byte");
    this.complete = timer("complete");
  }

  private Timer timer(String stage) {
    return Latencies.timer(
        registry,
        "perigee.edge.request.time",
        "Time from a request to a stage of its answer",
        "stage",
        stage,
        "result",
        result);
  }

  void ended(RequestFacts facts, long endNanos) {
    counter(facts.reason()).increment();
    boolean waited = facts.reason() != null; // else the first byte is about the last
    if (waited && facts.firstByteNanos() != 0) {
      firstByte.record(facts.firstByteNanos() - facts.beganNanos(), TimeUnit.NANOSECONDS);
    }
    complete.record(endNanos - facts.beganNanos(), TimeUnit.NANOSECONDS);
  }

  private Counter counter(@Nullable Reason reason) {
    int index = reason == null ? 0 : reason.ordinal() + 1;
    Counter known = byReason.get(index);
    if (known == null) {
      known =
          Counter.builder("perigee.edge.requests")
              .description("Requests by result and reason")
              .tag("result", result)
              .tag("reason", reason == null ? NO_REASON : reason.word())
              .register(registry);
      byReason.set(index, known);
    }
    return known;
  }
}
