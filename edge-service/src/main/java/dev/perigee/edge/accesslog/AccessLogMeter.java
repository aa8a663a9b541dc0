package dev.perigee.edge.accesslog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of log lines and files. Thread-safe. */
final class AccessLogMeter {

  private final Counter written;
  private final Counter queueFull;
  private final Counter notWritten;
  private final Counter delivered;
  private final Counter notDelivered;
  private final Counter discarded;

  AccessLogMeter(MeterRegistry registry) {
    written = lines(registry, "written");
    queueFull = lines(registry, "queue-full");
    notWritten = lines(registry, "not-written");
    delivered = files(registry, "delivered");
    notDelivered = files(registry, "not-delivered");
    discarded = files(registry, "discarded");
  }

  private static Counter lines(MeterRegistry registry, String outcome) {
    return Counter.builder("perigee.edge.access.log.lines")
        .description("Lines of access logs by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static Counter files(MeterRegistry registry, String outcome) {
    return Counter.builder("perigee.edge.access.log.files")
        .description("Files of access logs by what became of them, attempts at delivery each")
        .tag("outcome", outcome)
        .register(registry);
  }

  void written(int lines) {
    written.increment(lines);
  }

  /** A line found no room in the queue. */
  void queueFull() {
    queueFull.increment();
  }

  void notWritten(int lines) {
    notWritten.increment(lines);
  }

  void delivered() {
    delivered.increment();
  }

  void notDelivered() {
    notDelivered.increment();
  }

  /** A file was deleted to keep the bound on all. */
  void discarded() {
    discarded.increment();
  }
}
