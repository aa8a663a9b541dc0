package dev.perigee.edge.metrics;

import dev.perigee.edge.request.RequestFacts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** CloudFront's additional metrics of a distribution (monitoring subscription). Thread-safe. */
final class DetailedMeters {

  private static final int[] STATUSES = {401, 403, 404, 502, 503, 504};

  private final MeterRegistry registry;
  private final Counter hits;
  private final Counter misses;
  private final Timer originLatency;
  private final Map<Integer, Counter> byStatus = new TreeMap<>();

  DetailedMeters(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.hits = cacheable(tags.and("served", "cache"));
    this.misses = cacheable(tags.and("served", "origin"));
    this.originLatency =
        Latencies.timer(
            registry,
            "perigee.distribution.origin.latency",
            "Time to the first byte of answers that the origin was asked for",
            "distribution",
            tags.iterator().next().getValue());
    for (int status : STATUSES) {
      byStatus.put(status, error(tags.and("status", Integer.toString(status))));
    }
  }

  private Counter cacheable(Tags tags) {
    return Counter.builder("perigee.distribution.cacheable.requests")
        .description("GET and HEAD requests without an error, by who served them")
        .tags(tags)
        .register(registry);
  }

  private Counter error(Tags tags) {
    return Counter.builder("perigee.distribution.status.errors")
        .description("Answers with an error's status that CloudFront counts by itself")
        .tags(tags)
        .register(registry);
  }

  void ended(RequestFacts facts, int status) {
    HttpMethod method = facts.http().method();
    if (status < 400 && (method == HttpMethod.GET || method == HttpMethod.HEAD)) {
      switch (facts.result()) {
        case "Hit", "RefreshHit" -> hits.increment();
        case "Miss" -> misses.increment();
        default -> {
          // neither cache nor origin
        }
      }
    }
    Counter error = byStatus.get(status);
    if (error != null) {
      error.increment();
    }
    if (facts.originMillis() >= 0 && facts.firstByteNanos() != 0) {
      originLatency.record(facts.firstByteNanos() - facts.beganNanos(), TimeUnit.NANOSECONDS);
    }
  }

  void remove() {
    List<Meter> all = new ArrayList<>(byStatus.values());
    all.addAll(List.of(hits, misses, originLatency));
    all.forEach(registry::remove);
  }
}
