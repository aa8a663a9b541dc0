package dev.perigee.router.dns;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what becomes of questions. Thread-safe. */
final class DnsMeter {

  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);

  /** What became of a question. */
  enum Outcome {
    /** It was answered, be it with an error. */
    ANSWERED,
    /** It was sent to TCP, since its network has had its answers. */
    TRUNCATED,
    /** It got nothing, since its network has had even more. */
    LIMITED,
    /** It was no question. */
    MALFORMED
  }

  DnsMeter(MeterRegistry registry) {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(
          outcome,
          Counter.builder("perigee.router.dns.questions")
              .description("Questions by what became of them")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  void count(Outcome outcome) {
    Counter counter = outcomes.get(outcome);
    if (counter != null) {
      counter.increment();
    }
  }
}
