package dev.perigee.eventlog.membership;

import dev.perigee.contracts.EdgeStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

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

  private static final long MARGIN_NANOS = Duration.ofSeconds(2).toNanos();

  /** How long edges have to be heard for the first time, before none means none. */
  private static final long FIRST_REPORT_NANOS = Duration.ofSeconds(12).toNanos();

  private final Map<String, Heard> edges = new HashMap<>();
  private final ToLongFunction<EdgeStatus> offset;
  private boolean inTouch;
  private long inTouchSinceNanos;

  private record Heard(EdgeStatus status, long atNanos) {
    boolean isLive(long nowNanos) {
      return nowNanos - atNanos <= status.lease().toNanos() + MARGIN_NANOS;
    }
  }

  /** Watches the offset that {@code offset} reads from a status. */
  LiveEdges(ToLongFunction<EdgeStatus> offset) {
    this.offset = offset;
  }

  synchronized void heard(EdgeStatus status, long nowNanos) {
    edges.put(status.edgeId(), new Heard(status, nowNanos));
  }

  synchronized void left(String edgeId) {
    edges.remove(edgeId);
  }

  /**
   * The offset that every live edge has applied; {@link Long#MAX_VALUE} where there is no live
   * edge, empty while that cannot be known.
   *
   * @param sinceInTouchNanos how long ago the stream of statuses was last known to be read to its
   *     end; empty for never
   */
  synchronized OptionalLong appliedByAll(long nowNanos, OptionalLong sinceInTouchNanos) {
    boolean nowInTouch =
        sinceInTouchNanos.isPresent() && sinceInTouchNanos.getAsLong() < OUT_OF_TOUCH_NANOS;
    if (nowInTouch && !inTouch) {
      inTouchSinceNanos = nowNanos;
      edges.replaceAll((id, heard) -> new Heard(heard.status(), nowNanos));
    }
    inTouch = nowInTouch;
    if (!inTouch) {
      return OptionalLong.empty();
    }
    edges.values().removeIf(heard -> !heard.isLive(nowNanos));
    if (edges.isEmpty() && nowNanos - inTouchSinceNanos < FIRST_REPORT_NANOS) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        edges.values().stream()
            .mapToLong(heard -> offset.applyAsLong(heard.status()))
            .min()
            .orElse(Long.MAX_VALUE));
  }
}
