package dev.perigee.edge.origin;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What origin-service answered. The stream is paused, and whoever holds the reply resumes or
 * {@linkplain #cancel cancels} it.
 *
 * @param head without what belongs to one connection, or to the protocol between the services
 * @param horizon of the origin fetch that this answers
 * @param failure why the origin gave no usable answer; empty where it gave one
 * @param member id of the origin that answers, where the request was to a group; null elsewhere
 * @param joined whether another request, perhaps another edge's, caused the origin fetch
 * @param waitMillis time from the request to this head
 */
public record OriginReply(
    ResponseHead head,
    OriginBody stream,
    Horizon horizon,
    Optional<OriginFailure> failure,
    @Nullable String member,
    boolean joined,
    long waitMillis) {

  private static final long MAX_DISCARDED_BYTES = 65_536;

  /** The same stream under another head. */
  public OriginReply with(ResponseHead other) {
    return new OriginReply(other, stream, horizon, failure, member, joined, waitMillis);
  }

  /** Length of the body as announced, -1 where it is not. */
  public long bodyBytes() {
    return head.bodyBytes();
  }

  /** Ends the exchange, and its connection where the response has not all come. */
  public void cancel() {
    stream.cancel();
  }

  /** Lets the rest of a short body go by, so that the connection can be used again. */
  public void discard() {
    long bytes = bodyBytes();
    if (bytes >= 0 && bytes <= MAX_DISCARDED_BYTES) {
      stream.exceptionHandler(_ -> {}).resume();
    } else {
      cancel();
    }
  }
}
