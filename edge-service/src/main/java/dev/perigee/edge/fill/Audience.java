package dev.perigee.edge.fill;

import dev.perigee.edge.fill.FillOutcome.Complete;
import dev.perigee.edge.fill.FillOutcome.OtherVariant;
import dev.perigee.edge.fill.FillOutcome.Released;
import dev.perigee.edge.fill.FillOutcome.Source;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Lifetime;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for one fill: who shares in what it comes to, and who has to ask for its own. On
 * the leader's context.
 */
final class Audience {

  private final Fill fill;
  private final FillRequest request;
  private final ReplyJudge judge;
  private final Keeping keeping;

  Audience(Fill fill, FillRequest request, ReplyJudge judge, Keeping keeping) {
    this.fill = fill;
    this.request = request;
    this.judge = judge;
    this.keeping = keeping;
  }

  /** Tells of a response that is being stored those for whom it is good. */
  void tellOfStored(OriginReply answered, Lifetime lifetime, Fill.Outcomes outcomes) {
    boolean forOthers = request.slice() != null || judge.isFresh(answered, lifetime);
    fill.announce(waiter -> {
      if (!waiter.leader() && !forOthers) {
        return new Released(Reason.NO_LIFETIME);
      }
      return isFor(waiter) ? outcomes.of(waiter) : new OtherVariant();
    });
  }

  /** A complete response for who waits for this variant; null where its memory is gone. */
  @Nullable FillOutcome complete(Fill.Waiter waiter, StoredResponse response, Source source) {
    if (!isFor(waiter)) {
      return new OtherVariant();
    }
    ByteBuf content = response.acquireBody();
    return content == null ? null : new Complete(response, content, source);
  }

  private boolean isFor(Fill.Waiter waiter) {
    return waiter.leader() || keeping.isFor(waiter.request());
  }
}
