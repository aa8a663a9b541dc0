package dev.perigee.edge.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of real-time records. Thread-safe. */
final class RealtimeMeter {

  private final Counter sent;
  private final Counter notSent;
  private final Counter queueFull;

  RealtimeMeter(MeterRegistry registry) {
    sent = records(registry, "sent");
    notSent = records(registry, "not-sent");
    queueFull = records(registry, "queue-full");
  }

  private static Counter records(MeterRegistry registry, String outcome) {
    return Counter.builder("perigee.edge.realtime.log.records")
        .description("Records of real-time logs by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  void ended(boolean arrived) {
    (arrived ? sent : notSent).increment();
  }

  /** A record found no room in the queue. */
  void queueFull() {
    queueFull.increment();
  }
}
