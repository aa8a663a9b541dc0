package dev.perigee.edge.fill;

import dev.perigee.edge.fill.FillOutcome.Sliced;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;

/**
 * What one fill does with an object that is too large for one piece: it keeps what is known of the
 * object, and leaves its body to fills of slices. On the leader's context.
 */
final class Slicing {

  private final FillSteps steps;
  private final Fill fill;
  private final FillRequest request;
  private final Context context;
  private final Place place;
  private final ReplyJudge judge;
  private final Keeping keeping;
  private final Audience audience;

  Slicing(
      FillSteps steps,
      Fill fill,
      FillRequest request,
      Context context,
      Place place,
      ReplyJudge judge,
      Keeping keeping,
      Audience audience) {
    this.steps = steps;
    this.fill = fill;
    this.request = request;
    this.context = context;
    this.place = place;
    this.judge = judge;
    this.keeping = keeping;
    this.audience = audience;
  }

  /** Whether a reply is too large for one piece, and its origin gives parts of one version. */
  boolean isFor(OriginReply answered) {
    ResponseHead head = answered.head();
    return request.slice() == null
        && head.status() == 200
        && answered.bodyBytes() > steps.maxObjectBytes()
        && head.strongEtag() != null
        && head.takesRanges();
  }

  /** Lets go of the whole; its slices are fetched as they are wanted. */
  void knowByWhole(OriginReply answered, Store toStore) {
    answered.cancel();
    know(answered, answered.head(), answered.bodyBytes(), toStore);
  }

  /**
   * Gives one of the slices over to a fill of its own. Who sees the object finds that under way.
   *
   * @param described the reply's head, as if it were the object's
   */
  void knowBySlice(OriginReply answered, ResponseHead described, SliceWanted part, Store toStore) {
    FillRequest forSlice = request.forSlice(part);
    Fill sliceFill = new Fill();
    sliceFill.began(fill.horizon());
    Place at = place.beside(forSlice.key(), sliceFill);
    try {
      know(answered, described, part.slice().total(), toStore);
    } finally {
      if (at == null) {
        answered.cancel();
      } else {
        new FillRun(steps, sliceFill, forSlice, context, at).startWith(answered);
      }
    }
  }

  private void know(OriginReply answered, ResponseHead described, long bytes, Store toStore) {
    keeping.varies(described, toStore.lifetime());
    StoredResponse known =
        judge
            .stored(
                judge.visible(described, toStore),
                Unpooled.EMPTY_BUFFER,
                answered,
                toStore.lifetime(),
                null)
            .inSlices(bytes);
    int status = answered.head().status();
    audience.tellOfStored(
        answered,
        toStore.lifetime(),
        waiter -> new Sliced(known, waiter.leader(), status, answered.waitMillis()));
    keeping.store(known, true);
    place.leave();
  }
}
