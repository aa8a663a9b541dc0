package dev.perigee.edge.viewer;

import dev.perigee.edge.fill.BodySink;
import dev.perigee.edge.fill.FillOutcome;
import dev.perigee.edge.fill.FillOutcome.Again;
import dev.perigee.edge.fill.FillOutcome.Complete;
import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.fill.FillOutcome.OtherVariant;
import dev.perigee.edge.fill.FillOutcome.Own;
import dev.perigee.edge.fill.FillOutcome.Released;
import dev.perigee.edge.fill.FillOutcome.Sliced;
import dev.perigee.edge.fill.FillOutcome.Streaming;
import dev.perigee.edge.fill.FillRequest;
import dev.perigee.edge.fill.Fills;
import dev.perigee.edge.fill.SharedBody;
import dev.perigee.edge.fill.SliceWanted;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.range.RangeRequest.Part;
import dev.perigee.httpcache.range.Slice;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The course of one answer from slices, on the viewer's context: one slice after the other is
 * looked for in memory, else got like any object (grid, origin, together with others), and written
 * at the viewer's pace.
 *
 * <p>All slices are of one version. If the origin has another by now, or gives no slice any more,
 * the answer is made in another way where nothing was written yet; else its connection breaks, so
 * that the viewer does not take what it has for the whole.
 */
final class SliceRun {

  private static final Logger LOG = Logger.getLogger(SliceRun.class);

  /** Why there is no answer from slices. */
  enum Failure {
    /** The origin has another version, or its parts are not to be stored. */
    NOT_TO_BE_SLICED,
    /** The origin could not be asked. */
    NO_ORIGIN
  }

  /** Writes the answer's head. */
  @FunctionalInterface
  interface Head {
    void write(CacheResult result);
  }

  private final Exchange exchange;
  private final CachePlan.Cached cached;
  private final StoredResponse known;
  private final String etag;
  private final long end;
  private final long sliceBytes;
  private final Lookups lookups;
  private final Fills fills;
  private final Head head;
  private final Consumer<Failure> otherwise;
  private final long readAheadFrom;
  private long next;
  private boolean begun;
  private SharedBody.@Nullable Reader reader;
  private @Nullable SliceAhead ahead;

  SliceRun(
      Exchange exchange,
      CachePlan.Cached cached,
      StoredResponse known,
      Part part,
      long sliceBytes,
      Lookups lookups,
      Fills fills,
      Head head,
      Consumer<Failure> otherwise) {
    this.exchange = exchange;
    this.cached = cached;
    this.known = known;
    this.etag = Objects.requireNonNull(known.etag(), "only what has an entity tag is sliced");
    this.next = part.first();
    this.end = part.last() + 1;
    this.sliceBytes = sliceBytes;
    this.readAheadFrom = part.first() + 2 * sliceBytes;
    this.lookups = lookups;
    this.fills = fills;
    this.head = head;
    this.otherwise = otherwise;
  }

  /**
   * @param atHand how the cache took part, if the first slice is at hand
   */
  void start(CacheResult atHand) {
    HttpServerResponse response = exchange.response();
    if (exchange.request().isHead()) {
      head.write(atHand);
      response.end();
      return;
    }
    while (next < end && !response.closed()) {
      if (begun && response.writeQueueFull()) {
        response.drainHandler(_ -> {
          // A write of later may fill the queue and drain it at once: nobody is to start for that.
          response.drainHandler(null);
          guarded(() -> start(atHand));
        });
        return;
      }
      SliceAhead coming = ahead;
      if (coming != null) {
        coming.whenThere(found -> take(coming, found, atHand));
        return;
      }
      SliceWanted wanted = wantedAt(next);
      ByteBuf stored = lookups.sliceInMemory(exchange, wanted.key(cached.key()), cached.path());
      if (stored == null) {
        fetch(wanted, atHand);
        return;
      }
      write(stored, wanted.slice(), atHand);
    }
    if (!response.closed()) {
      response.end();
    }
  }

  private SliceWanted wantedAt(long offset) {
    return new SliceWanted(etag, Slice.at(offset, sliceBytes, known.slicedBytes()));
  }

  /**
   * Has the next slice got while this one is written, for a viewer who has taken a whole one: who
   * reads on is not made to wait at each slice, and who looks at a part costs the origin no more.
   */
  private void lookAhead() {
    if (next >= end || next < readAheadFrom || exchange.response().closed()) {
      return;
    }
    SliceWanted wanted = wantedAt(next);
    ByteBuf stored = lookups.sliceInMemory(exchange, wanted.key(cached.key()), cached.path());
    if (stored != null) {
      stored.release();
      return;
    }
    SliceAhead coming =
        new SliceAhead(wanted.slice(), exchange.request().context(), lengthIn(wanted.slice()));
    ahead = coming;
    FillRequest request = cached.toFill(exchange, null).forSlice(wanted);
    fills.get(request, outcome -> guarded(() -> coming.arrived(outcome)));
  }

  private void take(SliceAhead coming, FillOutcome outcome, CacheResult atHand) {
    ahead = null;
    take(coming.slice(), outcome, coming.reader(), atHand);
  }

  /** The viewer is gone: nothing is held for it any more. */
  private void left() {
    SharedBody.Reader current = reader;
    if (current != null) {
      current.leave();
    }
    SliceAhead coming = ahead;
    if (coming != null) {
      coming.drop();
    }
  }

  private void fetch(SliceWanted wanted, CacheResult atHand) {
    FillRequest request = cached.toFill(exchange, null).forSlice(wanted);
    fills.get(request, outcome -> guarded(() -> take(wanted.slice(), outcome, null, atHand)));
  }

  /**
   * @param joined reads a body that is streaming; null where nobody reads it for this viewer yet
   */
  private void take(
      Slice slice, FillOutcome outcome, SharedBody.@Nullable Reader joined, CacheResult atHand) {
    switch (outcome) {
      case Complete complete -> {
        write(complete.body(), slice, atHand);
        start(atHand);
      }
      case Streaming streaming -> stream(slice, streaming, joined, atHand);
      case Own own -> {
        own.reply().cancel();
        fail(Failure.NOT_TO_BE_SLICED);
      }
      case Again _ -> start(atHand);
      case Sliced _, Released _, OtherVariant _ -> fail(Failure.NOT_TO_BE_SLICED);
      case Failed _ -> fail(Failure.NO_ORIGIN);
    }
  }

  private void begin(CacheResult result) {
    if (!begun) {
      begun = true;
      exchange.response().exceptionHandler(_ -> left());
      exchange.response().closeHandler(_ -> left());
      head.write(result);
    }
  }

  /** Writes what is wanted of a slice, whose body is given over. */
  private void write(ByteBuf body, Slice slice, CacheResult result) {
    begin(result);
    int from = (int) (next - slice.first());
    int length = (int) lengthIn(slice);
    next += length;
    lookAhead();
    Buffer piece = Buffer.buffer(body.slice(body.readerIndex() + from, length));
    exchange.response().write(piece).onComplete(_ -> body.release());
  }

  private long lengthIn(Slice slice) {
    return Math.min(end, slice.last() + 1) - next;
  }

  private void stream(
      Slice slice, Streaming streaming, SharedBody.@Nullable Reader joined, CacheResult atHand) {
    long length = lengthIn(slice);
    SharedBody.Reader mine = joined;
    if (mine == null && !exchange.response().closed()) {
      mine = streaming.body().join(exchange.request().context(), next - slice.first(), length);
    }
    if (mine == null) {
      fail(Failure.NOT_TO_BE_SLICED);
      return;
    }
    reader = mine;
    begin(result(streaming, atHand));
    next += length;
    lookAhead();
    mine.start(new SliceSink(atHand));
  }

  private static CacheResult result(Streaming streaming, CacheResult atHand) {
    if (streaming.leader()) {
      return CacheResult.stored(206, Reason.NOT_STORED, streaming.originMillis());
    }
    boolean wasKnown = atHand.tier() == Tier.MEMORY || atHand.tier() == Tier.GRID;
    return wasKnown ? CacheResult.collapsed(Reason.NOT_STORED) : atHand;
  }

  private void fail(Failure failure) {
    if (exchange.response().closed()) {
      return;
    }
    if (failure == Failure.NOT_TO_BE_SLICED) {
      lookups.forget(cached, known);
    }
    if (begun) {
      exchange.request().breakOff();
    } else {
      otherwise.accept(failure);
    }
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.errorf(e, "a bug: %s", exchange.objectPath());
      exchange.request().breakOff();
    }
  }

  private final class SliceSink implements BodySink {
    private final CacheResult atHand;

    SliceSink(CacheResult atHand) {
      this.atHand = atHand;
    }

    @Override
    public boolean isFull() {
      return exchange.response().writeQueueFull();
    }

    @Override
    public void onDrain(Runnable callback) {
      exchange.response().drainHandler(_ -> callback.run());
    }

    @Override
    public void write(ByteBuf bytes) {
      exchange.response().write(Buffer.buffer(bytes)).onComplete(_ -> bytes.release());
    }

    @Override
    public void end() {
      exchange.request().context().runOnContext(_ -> guarded(() -> start(atHand)));
    }

    @Override
    public void abort() {
      exchange.request().breakOff();
    }
  }
}
