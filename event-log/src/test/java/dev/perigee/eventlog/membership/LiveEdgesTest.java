package dev.perigee.eventlog.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.EdgeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LiveEdgesTest {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final OptionalLong IN_TOUCH = OptionalLong.of(0);

  private final LiveEdges edges = new LiveEdges(EdgeStatus::distributionsOffset);
  private long now = Duration.ofDays(1).toNanos();

  @Test
  void theSlowestEdgeDecides() {
    edges.appliedByAll(now, IN_TOUCH);
    edges.heard(status("a", 7), now);
    edges.heard(status("b", 5), now);
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(5);
  }

  @Test
  void anEdgeThatLeftIsNotWaitedFor() {
    edges.appliedByAll(now, IN_TOUCH);
    edges.heard(status("a", 7), now);
    edges.heard(status("b", 5), now);
    edges.left("b");
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(7);
  }

  @Test
  void aSilentEdgeIsWaitedForUntilItsLeaseAndAMarginArePast() {
    edges.appliedByAll(now, IN_TOUCH);
    edges.heard(status("silent", 5), now);
    pass(Duration.ofSeconds(12));
    edges.heard(status("a", 7), now);
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(5);
    pass(Duration.ofMillis(1));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(7);
  }

  @Test
  void nothingIsKnownBeforeTheStreamWasReadOnce() {
    edges.heard(status("a", 7), now);
    assertThat(edges.appliedByAll(now, OptionalLong.empty())).isEmpty();
  }

  @Test
  void nothingIsKnownWhileTheStreamIsOutOfTouch() {
    edges.appliedByAll(now, IN_TOUCH);
    edges.heard(status("a", 7), now);
    pass(Duration.ofMinutes(1));
    assertThat(edges.appliedByAll(now, OptionalLong.of(Duration.ofSeconds(59).toNanos())))
        .isEmpty();
  }

  @Test
  void silenceDoesNotCountWhileTheStreamWasOutOfTouch() {
    edges.appliedByAll(now, IN_TOUCH);
    edges.heard(status("a", 7), now);
    pass(Duration.ofMinutes(1));
    edges.appliedByAll(now, OptionalLong.of(Duration.ofSeconds(59).toNanos()));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(7);
    pass(Duration.ofSeconds(12));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(7);
    pass(Duration.ofMillis(1));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(Long.MAX_VALUE);
  }

  @Test
  void noEdgesMeansNoneOnlyOnceTheyHadTimeToReport() {
    assertThat(edges.appliedByAll(now, IN_TOUCH)).isEmpty();
    pass(Duration.ofSeconds(11));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(Long.MAX_VALUE);
  }

  @Test
  void theOffsetThatWasAskedForIsRead() {
    LiveEdges invalidations = new LiveEdges(EdgeStatus::invalidationsOffset);
    invalidations.appliedByAll(now, IN_TOUCH);
    invalidations.heard(status("a", 7), now);
    assertThat(invalidations.appliedByAll(now, IN_TOUCH)).hasValue(0);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static EdgeStatus status(String id, long distributionsOffset) {
    return new EdgeStatus(
        EdgeStatus.SCHEMA,
        id,
        "local",
        "http://127.0.0.1:8080",
        distributionsOffset,
        0,
        LEASE,
        true,
        0,
        null,
        List.of(),
        Instant.EPOCH);
  }
}
