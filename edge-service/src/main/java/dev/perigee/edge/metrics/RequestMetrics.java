package dev.perigee.edge.metrics;

import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.request.RequestFacts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts requests. All meters of a request are at hand when it ends: nothing is registered or
 * looked up in the registry but for the first of its kind. Thread-safe.
 */
@Singleton
public final class RequestMetrics {

  private final MeterRegistry registry;
  private final HostTable table;
  private final ConcurrentMap<String, ResultMeters> results = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, DistributionMeters> distributions = new ConcurrentHashMap<>();
  private final Counter abandoned;
  private final Timer originTime;

  @Inject
  public RequestMetrics(MeterRegistry registry, HostTable table) {
    this.registry = registry;
    this.table = table;
    this.abandoned =
        Counter.builder("perigee.edge.requests.abandoned")
            .description("Requests whose viewers left before the end of the answer")
            .register(registry);
    this.originTime =
        Latencies.timer(
            registry,
            "perigee.edge.origin.time",
            "Time from a request to origin-service to the first byte of its answer");
  }

  /** Counts a request that ended at a moment of {@link System#nanoTime}. */
  public void ended(RequestFacts facts, long endNanos) {
    String result = facts.result();
    ResultMeters meters = results.get(result);
    if (meters == null) {
      meters = results.computeIfAbsent(result, word -> new ResultMeters(registry, word));
    }
    meters.ended(facts, endNanos);
    if (facts.isAbandoned()) {
      abandoned.increment();
    }
    if (facts.originMillis() >= 0) {
      originTime.record(facts.originMillis(), TimeUnit.MILLISECONDS);
    }
    DistributionSnapshot distribution = facts.distribution();
    if (distribution != null) {
      of(distribution.id()).ended(facts, distribution.reporting().detailedMetrics());
    }
  }

  private DistributionMeters of(String distributionId) {
    DistributionMeters known = distributions.get(distributionId);
    return known == null ? register(distributionId) : known;
  }

  /**
   * Makes room for a distribution's meters by letting go of those of distributions that are gone.
   */
  private synchronized DistributionMeters register(String distributionId) {
    distributions.forEach((id, meters) -> {
      if (table.get(id) == null) {
        distributions.remove(id);
        meters.remove();
      }
    });
    return distributions.computeIfAbsent(
        distributionId, id -> new DistributionMeters(registry, id));
  }
}
