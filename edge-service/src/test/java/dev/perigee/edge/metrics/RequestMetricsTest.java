package dev.perigee.edge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Reporting;
import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.Requests;
import dev.perigee.httpcache.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** cloudfront.md, A13: what is counted of requests. */
class RequestMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HostTable table = new HostTable();
  private final RequestMetrics metrics = new RequestMetrics(registry, table);
  private final DistributionSnapshot plain = SnapshotBuilder.distribution("E1").build();
  private final DistributionSnapshot detailed =
      SnapshotBuilder.distribution("E2").reporting(new Reporting(null, true)).build();

  @BeforeEach
  void bothAreInForce() {
    table.put(Snapshots.compiled(plain));
    table.put(Snapshots.compiled(detailed));
  }

  @Test
  void requestsAreCountedByResultAndReason() {
    ended(plain, "GET", 200, "Hit", null, -1);
    ended(plain, "GET", 200, "Hit", null, -1);
    ended(plain, "GET", 200, "Miss", Reason.EXPIRED, 30);
    ended(null, "GET", 403, "Error", Reason.UNKNOWN_HOST, -1);
    assertThat(count("perigee.edge.requests", "result", "Hit", "reason", "none")).isEqualTo(2);
    assertThat(count("perigee.edge.requests", "result", "Miss", "reason", "expired")).isOne();
    assertThat(count("perigee.edge.requests", "result", "Error", "reason", "unknown-host")).isOne();
    assertThat(registry.get("perigee.edge.origin.time").timer().count()).isOne();
  }

  @Test
  void theFirstByteIsTimedWhereItHadToBeWaitedFor() {
    ended(plain, "GET", 200, "Hit", null, -1);
    ended(plain, "GET", 200, "Miss", Reason.EXPIRED, 30);
    assertThat(timed("first-byte", "Hit")).isZero();
    assertThat(timed("first-byte", "Miss")).isOne();
    assertThat(timed("complete", "Hit")).isOne();
    assertThat(timed("complete", "Miss")).isOne();
  }

  private long timed(String stage, String result) {
    return registry
        .get("perigee.edge.request.time")
        .tags("stage", stage, "result", result)
        .timer()
        .count();
  }

  @Test
  void aDistributionHasCloudFrontsFigures() {
    ended(plain, "GET", 200, "Hit", null, -1);
    ended(plain, "POST", 404, "Error", Reason.METHOD, 5);
    ended(plain, "GET", 502, "Error", Reason.NOT_STORED, 5);
    assertThat(count("perigee.distribution.requests", "distribution", "E1")).isEqualTo(3);
    assertThat(count("perigee.distribution.bytes.downloaded", "distribution", "E1")).isEqualTo(20);
    assertThat(count("perigee.distribution.errors", "statuses", "4xx")).isOne();
    assertThat(count("perigee.distribution.errors", "statuses", "5xx")).isOne();
    assertThat(registry.find("perigee.distribution.status.errors").meters()).isEmpty();
  }

  @Test
  void theSubscriptionAddsMoreAndItsEndTakesThemAway() {
    ended(detailed, "GET", 200, "Hit", null, -1);
    ended(detailed, "GET", 200, "Miss", Reason.NOT_STORED, 5);
    ended(detailed, "POST", 200, "Miss", Reason.METHOD, 5);
    ended(detailed, "GET", 404, "Error", Reason.NOT_STORED, 5);
    assertThat(count("perigee.distribution.cacheable.requests", "served", "cache")).isOne();
    assertThat(count("perigee.distribution.cacheable.requests", "served", "origin")).isOne();
    assertThat(count("perigee.distribution.status.errors", "status", "404")).isOne();
    assertThat(registry.get("perigee.distribution.origin.latency").timer().count()).isEqualTo(3);

    ended(SnapshotBuilder.distribution("E2").build(), "GET", 200, "Hit", null, -1);
    assertThat(registry.find("perigee.distribution.cacheable.requests").meters()).isEmpty();
    assertThat(registry.find("perigee.distribution.origin.latency").meters()).isEmpty();
  }

  @Test
  void distributionsThatAreGoneLeaveNothingBehind() {
    ended(plain, "GET", 200, "Hit", null, -1);
    table.remove("E1");
    ended(detailed, "GET", 200, "Hit", null, -1);
    assertThat(registry.find("perigee.distribution.requests").meters())
        .singleElement()
        .satisfies(meter -> assertThat(meter.getId().getTag("distribution")).isEqualTo("E2"));
  }

  private void ended(
      @Nullable DistributionSnapshot distribution,
      String method,
      int status,
      String result,
      @Nullable Reason reason,
      long originMillis) {
    RequestFacts facts =
        new RequestFacts(Requests.answered(Requests.response(status, true, 10), method, "/"), 0);
    if (distribution != null) {
      facts.found(distribution);
    }
    facts.answered(result, reason, originMillis);
    facts.began(1_000);
    metrics.ended(facts, 2_000);
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(List.of(tags).toArray(String[]::new)).counter().count();
  }
}
