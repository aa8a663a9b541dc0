package dev.perigee.edge.viewer;

import dev.perigee.edge.fill.BodySink;
import dev.perigee.edge.fill.FillOutcome;
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
  private long next;
  private boolean begun;

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
        response.drainHandler(_ -> guarded(() -> start(atHand)));
        return;
      }
      SliceWanted wanted = new SliceWanted(etag, Slice.at(next, sliceBytes, known.slicedBytes()));
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

  private void fetch(SliceWanted wanted, CacheResult atHand) {
    FillRequest request = cached.toFill(exchange, null).forSlice(wanted);
    fills.get(request, outcome -> guarded(() -> take(wanted.slice(), outcome, atHand)));
  }

  private void take(Slice slice, FillOutcome outcome, CacheResult atHand) {
    switch (outcome) {
      case Complete complete -> {
        write(complete.body(), slice, atHand);
        start(atHand);
      }
      case Streaming streaming -> stream(slice, streaming, atHand);
      case Own own -> {
        own.reply().cancel();
        fail(Failure.NOT_TO_BE_SLICED);
      }
      case Sliced _, Released _, OtherVariant _ -> fail(Failure.NOT_TO_BE_SLICED);
      case Failed _ -> fail(Failure.NO_ORIGIN);
    }
  }

  private void begin(CacheResult result) {
    if (!begun) {
      begun = true;
      head.write(result);
    }
  }

  /** Writes what is wanted of a slice, whose body is given over. */
  private void write(ByteBuf body, Slice slice, CacheResult result) {
    begin(result);
    int from = (int) (next - slice.first());
    int length = (int) lengthIn(slice);
    next += length;
    Buffer piece = Buffer.buffer(body.slice(body.readerIndex() + from, length));
    exchange.response().write(piece).onComplete(_ -> body.release());
  }

  private long lengthIn(Slice slice) {
    return Math.min(end, slice.last() + 1) - next;
  }

  private void stream(Slice slice, Streaming streaming, CacheResult atHand) {
    long length = lengthIn(slice);
    HttpServerResponse response = exchange.response();
    SharedBody.Reader reader =
        response.closed()
            ? null
            : streaming.body().join(exchange.request().context(), next - slice.first(), length);
    if (reader == null) {
      fail(Failure.NOT_TO_BE_SLICED);
      return;
    }
    begin(result(streaming, atHand));
    next += length;
    response.exceptionHandler(_ -> reader.leave());
    response.closeHandler(_ -> reader.leave());
    reader.start(new SliceSink(atHand));
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
      exchange.response().write(Buffer.buffer(bytes));
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
