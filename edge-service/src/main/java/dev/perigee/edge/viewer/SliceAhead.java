package dev.perigee.edge.viewer;

import dev.perigee.edge.fill.FillOutcome;
import dev.perigee.edge.fill.FillOutcome.Again;
import dev.perigee.edge.fill.FillOutcome.Complete;
import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.fill.FillOutcome.OtherVariant;
import dev.perigee.edge.fill.FillOutcome.Own;
import dev.perigee.edge.fill.FillOutcome.Released;
import dev.perigee.edge.fill.FillOutcome.Sliced;
import dev.perigee.edge.fill.FillOutcome.Streaming;
import dev.perigee.edge.fill.SharedBody;
import dev.perigee.httpcache.range.Slice;
import io.vertx.core.Context;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The slice after the one that is being written, on its way for one viewer. What comes of it is
 * held for that viewer, whether the memory cache keeps it or not. On the viewer's context.
 */
final class SliceAhead {

  private final Slice slice;
  private final Context context;
  private final long length;

  private @Nullable FillOutcome outcome;
  private SharedBody.@Nullable Reader reader;
  private @Nullable Consumer<FillOutcome> awaiting;
  private boolean dropped;

  /**
   * @param length how much of the slice, from its beginning, the viewer wants
   */
  SliceAhead(Slice slice, Context context, long length) {
    this.slice = slice;
    this.context = context;
    this.length = length;
  }

  Slice slice() {
    return slice;
  }

  /** Who reads it for the viewer, where it is streaming. */
  SharedBody.@Nullable Reader reader() {
    return reader;
  }

  /** Takes what came of it, which is given over. */
  void arrived(FillOutcome found) {
    if (dropped) {
      release(found);
      return;
    }
    outcome = found;
    if (found instanceof Streaming streaming) {
      reader = streaming.body().join(context, 0, length);
    }
    if (awaiting != null) {
      awaiting.accept(found);
    }
  }

  /** Hands over what came of it, now or once it is there. */
  void whenThere(Consumer<FillOutcome> taker) {
    awaiting = taker;
    if (outcome != null) {
      taker.accept(outcome);
    }
  }

  /** Nobody wants it any more. */
  void drop() {
    if (dropped) {
      return;
    }
    dropped = true;
    if (reader != null) {
      reader.leave();
    }
    if (outcome != null) {
      release(outcome);
    }
  }

  private static void release(FillOutcome found) {
    switch (found) {
      case Complete complete -> complete.body().release();
      case Own own -> own.reply().cancel();
      case Streaming _, Sliced _, Released _, Again _, OtherVariant _, Failed _ -> {}
    }
  }
}
