package dev.perigee.edge.fill;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a fill came to, for one of the requests that waited for it. */
public sealed interface FillOutcome {

  /**
   * A complete response.
   *
   * @param body given over with one reference
   */
  record Complete(StoredResponse response, ByteBuf body, Source source) implements FillOutcome {}

  /** Where a complete response came from. */
  enum Source {
    /** Memory had it by then. */
    MEMORY,
    /** The grid had it. */
    GRID,
    /** The origin said that what was stored still holds. */
    REVALIDATED,
    /** The origin failed, and what was stored stands in for it. */
    STALE,
    /** The same at an edge that is out of touch, and cannot tell whether it was purged. */
    UNJUDGED
  }

  /**
   * A response whose body is on its way.
   *
   * @param leader whether this request caused the fill
   * @param shielded whether it did, and the origin had been asked for another edge already
   * @param originMillis time from the request to the origin to the first byte of its response
   * @param failure why the origin gave no response of its own; empty where it did
   * @param member id of the origin that answers, where the request was to a group; null elsewhere
   */
  record Streaming(
      ResponseHead head,
      SharedBody body,
      long bodyBytes,
      boolean leader,
      boolean shielded,
      long originMillis,
      Optional<OriginFailure> failure,
      @Nullable String member)
      implements FillOutcome {}

  /**
   * A large object that lies in slices, to be got one by one.
   *
   * @param known its head
   * @param leader whether this request caused the fill
   * @param originStatus of the response from which it is known
   * @param originMillis time from the request to the origin to the first byte of its response
   */
  record Sliced(StoredResponse known, boolean leader, int originStatus, long originMillis)
      implements FillOutcome {}

  /** A response for the request that caused the fill alone. The reply is given over. */
  record Own(OriginReply reply, Reason reason) implements FillOutcome {}

  /** The response is not for sharing: each request that waited asks the origin itself. */
  record Released(Reason reason) implements FillOutcome {}

  /** What came is for nobody, having been asked for beforehand: who waits asks once more. */
  record Again() implements FillOutcome {}

  /** The response is another variant of the object than this request's. */
  record OtherVariant() implements FillOutcome {}

  /**
   * There is no response.
   *
   * @param reason why the origin could not be asked
   */
  record Failed(Reason reason) implements FillOutcome {}
}
