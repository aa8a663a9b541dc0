package dev.perigee.edge.fill;

import dev.perigee.edge.fill.FillOutcome.Streaming;
import dev.perigee.edge.origin.OriginBody;
import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import dev.perigee.landing.Landing;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a response that is to be stored: its body goes to the viewers as it comes, and to the
 * stores once it is whole. On the leader's context.
 */
final class Intake {

  private final Incoming coming;
  private final Store toStore;
  private final ReplyJudge judge;
  private final Keeping keeping;
  private final Place place;
  private final BodyMemory bodies;
  private final SharedBody body;
  private final ResponseHead shared;
  private final @Nullable ByteBuf room;
  private boolean whole;

  Intake(
      FillSteps steps,
      Context context,
      Incoming coming,
      Store toStore,
      ReplyJudge judge,
      Keeping keeping,
      Place place) {
    this.coming = coming;
    this.toStore = toStore;
    this.judge = judge;
    this.keeping = keeping;
    this.place = place;
    this.bodies = steps.bodies();
    this.shared = coming.head().without(toStore.withheld());
    this.room = room(steps.budget());
    this.body =
        new SharedBody(
            context, coming, steps.budget(), steps.maxObjectBytes(), steps.windowBytes(), room);
  }

  /** Where the body is to lie, if its length is known and there is room for it now. */
  private @Nullable ByteBuf room(FillBudget budget) {
    long bytes = coming.bytes();
    if (bytes < Landing.LEAST_BYTES || !budget.take(bytes)) {
      return null;
    }
    ByteBuf taken = bodies.take((int) bytes);
    if (taken == null) {
      budget.giveBack(bytes);
    }
    return taken;
  }

  /** What one of the viewers is told: the leader gets what is for its request alone, too. */
  Streaming outcome(Fill.Waiter waiter) {
    body.expect();
    return new Streaming(
        waiter.leader() ? coming.head() : shared,
        body,
        coming.bytes(),
        waiter.leader(),
        waiter.leader() && coming.reply().joined(),
        coming.reply().waitMillis(),
        coming.reply().failure(),
        coming.reply().member());
  }

  /**
   * Begins.
   *
   * @param guarded runs each step
   */
  void start(Consumer<Runnable> guarded) {
    ReadStream<Buffer> stream = coming.body();
    stream.exceptionHandler(_ -> guarded.accept(this::broken));
    stream.endHandler(_ -> guarded.accept(this::finished));
    OriginBody origins = coming.reply().stream();
    if (room != null) {
      origins.landIn(room);
    }
    stream.handler(part -> guarded.accept(() -> body.append(part, origins.hasLanded())));
    stream.resume();
  }

  private void broken() {
    place.leave();
    failBody();
  }

  private void finished() {
    if (!isAsAnnounced()) {
      broken();
      return;
    }
    whole = true;
    List<ByteBuf> chunks = body.complete();
    ByteBuf kept = chunks == null ? null : kept(chunks);
    if (kept != null) {
      keeping.store(
          judge.stored(shared, kept, coming.reply(), toStore.lifetime(), coming.originEtag()),
          true);
    }
    place.leave();
    body.close();
  }

  private @Nullable ByteBuf kept(List<ByteBuf> chunks) {
    int bytes = (int) body.receivedBytes();
    if (room != null && room.capacity() == bytes) {
      return room.retain().setIndex(0, bytes);
    }
    ByteBuf copy = bodies.take(bytes);
    if (copy != null) {
      chunks.forEach(chunk -> copy.writeBytes(chunk, chunk.readerIndex(), chunk.readableBytes()));
    }
    return copy;
  }

  /** What the origin sends in chunks is held against the length that its head tells otherwise. */
  private boolean isAsAnnounced() {
    return coming.head().status() != 200
        || coming.bytes() < 0
        || coming.bytes() == body.receivedBytes();
  }

  /** Tells who reads that nothing more comes. */
  void failBody() {
    body.fail();
    body.close();
  }

  /** Lets go of the origin where it is not through yet. */
  void giveUp() {
    if (!whole) {
      coming.giveUp();
    }
  }
}
