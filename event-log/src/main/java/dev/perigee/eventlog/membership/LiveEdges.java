package dev.perigee.eventlog.membership;

import dev.perigee.contracts.EdgeStatus;
import dev.perigee.eventlog.membership.Applied.Everything;
import dev.perigee.eventlog.membership.Applied.Through;
import dev.perigee.eventlog.outbox.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Which edges are live, and what all of them have applied. Thread-safe; all times are readings of
 * one monotonic clock in nanoseconds.
 *
 * <p>An edge is live until it says that it left, or until its lease and a margin have passed since
 * it was last heard: by then it has left the routing and stopped trusting its cache. Silence counts
 * only while this process is itself in touch with the stream: when touch is regained, every edge
 * has its full lease again to be heard.
 */
final class LiveEdges {

  /** Our silence: the stream is asked about once a second whether all of it was read. */
  private static final long OUT_OF_TOUCH_NANOS = Duration.ofSeconds(4).toNanos();

  /**
   * Longer than what may lie between a status and our reading of it: an edge that told in time is
   * not given up because it was read late.
   */
  private static final long MARGIN_NANOS = OUT_OF_TOUCH_NANOS + Duration.ofSeconds(1).toNanos();

  /** How long edges have to be heard for the first time, before none means none. */
  private static final long FIRST_REPORT_NANOS = Duration.ofSeconds(12).toNanos();

  private final Map<String, Heard> edges = new HashMap<>();
  private final Function<EdgeStatus, Position> position;
  private boolean inTouch;
  private long inTouchSinceNanos;
  private boolean published;
  private long publishedNanos;

  private record Heard(EdgeStatus status, long atNanos) {
    boolean isLive(long nowNanos) {
      return nowNanos - atNanos <= status.lease().toNanos() + MARGIN_NANOS;
    }
  }

  /** Watches the position that {@code position} reads from a status. */
  LiveEdges(Function<EdgeStatus, Position> position) {
    this.position = position;
  }

  /**
   * Something was published. That no edge is live counts for it only once the statuses are read up
   * to this moment: an edge tells of itself before it trusts its cache.
   */
  synchronized void published(long nowNanos) {
    publishedNanos = nowNanos;
    published = true;
  }

  synchronized void heard(EdgeStatus status, long nowNanos) {
    edges.put(status.edgeId(), new Heard(status, nowNanos));
  }

  synchronized void left(String edgeId) {
    edges.remove(edgeId);
  }

  /**
   * What every live edge has applied; empty while that cannot be known, and while the edges do not
   * all follow the same log.
   *
   * <p>An edge that told of itself before something was published is never overlooked: the
   * acknowledgements of the others were read, so was what lies before them in the topic.
   *
   * @param sinceInTouchNanos how long ago the stream of statuses was last known to be read to its
   *     end; empty for never
   */
  synchronized Optional<Applied> appliedByAll(long nowNanos, OptionalLong sinceInTouchNanos) {
    boolean nowInTouch =
        sinceInTouchNanos.isPresent() && sinceInTouchNanos.getAsLong() < OUT_OF_TOUCH_NANOS;
    if (nowInTouch && !inTouch) {
      inTouchSinceNanos = nowNanos;
      edges.replaceAll((id, heard) -> new Heard(heard.status(), nowNanos));
    }
    inTouch = nowInTouch;
    if (!inTouch) {
      return Optional.empty();
    }
    edges.values().removeIf(heard -> !heard.isLive(nowNanos));
    return edges.isEmpty()
        ? withoutEdges(nowNanos, nowNanos - sinceInTouchNanos.orElseThrow())
        : throughTheSlowest();
  }

  private Optional<Applied> withoutEdges(long nowNanos, long readUpToNanos) {
    boolean hadTime = nowNanos - inTouchSinceNanos >= FIRST_REPORT_NANOS;
    boolean read = !published || readUpToNanos - publishedNanos > 0;
    return hadTime && read ? Optional.of(new Everything()) : Optional.empty();
  }

  private Optional<Applied> throughTheSlowest() {
    Iterator<Heard> all = edges.values().iterator();
    Position slowest = position.apply(all.next().status());
    while (all.hasNext()) {
      Position other = position.apply(all.next().status());
      if (!other.logId().equals(slowest.logId())) {
        return Optional.empty();
      }
      slowest = other.offset() < slowest.offset() ? other : slowest;
    }
    return Optional.of(new Through(slowest));
  }
}
