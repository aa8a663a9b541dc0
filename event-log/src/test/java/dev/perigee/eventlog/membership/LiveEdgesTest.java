package dev.perigee.eventlog.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.EdgeStatus;
import dev.perigee.eventlog.membership.Applied.Everything;
import dev.perigee.eventlog.membership.Applied.Through;
import dev.perigee.eventlog.outbox.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LiveEdgesTest {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final OptionalLong IN_TOUCH = OptionalLong.of(0);

  private final LiveEdges edges = new LiveEdges(LiveEdgesTest::position);
  private long now = Duration.ofDays(1).toNanos();

  @Test
  void theSlowestEdgeDecides() {
    edges.appliedByAll(now, IN_TOUCH);
    edges.heard(status("a", 7), now);
    edges.heard(status("b", 5), now);
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(through(5));
  }

  @Test
  void anEdgeThatLeftIsNotWaitedFor() {
    edges.appliedByAll(now, IN_TOUCH);
    edges.heard(status("a", 7), now);
    edges.heard(status("b", 5), now);
    edges.left("b");
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(through(7));
  }

  @Test
  void aSilentEdgeIsWaitedForUntilItsLeaseAndAMarginArePast() {
    edges.appliedByAll(now, IN_TOUCH);
    edges.heard(status("silent", 5), now);
    pass(Duration.ofSeconds(15));
    edges.heard(status("a", 7), now);
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(through(5));
    pass(Duration.ofMillis(1));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(through(7));
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
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(through(7));
    pass(Duration.ofSeconds(15));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(through(7));
    pass(Duration.ofMillis(1));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(new Everything());
  }

  @Test
  void noEdgesMeansNoneOnlyOnceTheyHadTimeToReport() {
    assertThat(edges.appliedByAll(now, IN_TOUCH)).isEmpty();
    pass(Duration.ofSeconds(11));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(new Everything());
  }

  @Test
  void noEdgesCountForWhatWasPublishedOnceTheStatusesAreReadUpToThen() {
    edges.appliedByAll(now, IN_TOUCH);
    pass(Duration.ofSeconds(12));
    edges.published(now);
    assertThat(edges.appliedByAll(now, IN_TOUCH)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(edges.appliedByAll(now, OptionalLong.of(Duration.ofSeconds(1).toNanos()))).isEmpty();
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(new Everything());
  }

  @Test
  void edgesThatFollowDifferentLogsAcknowledgeNothing() {
    edges.appliedByAll(now, IN_TOUCH);
    edges.heard(status("a", 7), now);
    edges.heard(status("b", 1_000, "log before"), now);
    assertThat(edges.appliedByAll(now, IN_TOUCH)).isEmpty();
    edges.heard(status("b", 5), now);
    assertThat(edges.appliedByAll(now, IN_TOUCH)).hasValue(through(5));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static Position position(EdgeStatus status) {
    return new Position(status.distributionsLog(), status.distributionsOffset());
  }

  private static Applied through(long offset) {
    return new Through(new Position("log", offset));
  }

  private static EdgeStatus status(String id, long distributionsOffset) {
    return status(id, distributionsOffset, "log");
  }

  private static EdgeStatus status(String id, long distributionsOffset, String log) {
    return new EdgeStatus(
        EdgeStatus.SCHEMA,
        id,
        "local",
        "http://127.0.0.1:8080",
        log,
        distributionsOffset,
        "",
        0,
        LEASE,
        true,
        0,
        null,
        List.of(),
        Instant.EPOCH);
  }
}
