package dev.perigee.edge.fill;

import dev.perigee.landing.Landing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way in, read by any number of viewers at their own pace.
 *
 * <p>It begins by keeping everything, so that viewers may join at any time and the whole can be
 * stored. When it grows beyond what may be collected, it stops keeping: nobody joins any more, what
 * every reader has taken is let go, and the source is held back to the pace of the slowest reader.
 *
 * <pre>
 *   keeping ──── beyond limit or budget ───▶ window
 *      │                                       │
 *      └──────────── complete / failed ◀───────┘
 * </pre>
 *
 * <p>The source calls from one thread, readers from theirs; the state is guarded by this object's
 * lock, and nobody is called while it is held.
 */
public final class SharedBody {

  /** What this body does to the stream it comes from; called on the source's context. */
  interface Source {
    void pause();

    void resume();

    void cancel();
  }

  private final Context sourceContext;
  private final Source source;
  private final FillBudget budget;
  private final long maxKeptBytes;
  private final long windowBytes;

  /** Kept chunks; a window holds few, so that taking from its front is cheap. */
  private final List<ByteBuf> chunks = new ArrayList<>();

  private final List<Reader> readers = new ArrayList<>();
  private long droppedChunks;
  private long droppedBytes;
  private long receivedBytes;
  private long takenFromBudget;
  private @Nullable ByteBuf room;
  private int expected;
  private boolean keeping = true;
  private boolean complete;
  private boolean failed;
  private boolean paused;
  private boolean cancelled;
  private boolean closed;

  /**
   * @param room where the parts lie, given over, its bytes taken from the budget; null where each
   *     part has memory of its own, that nobody need let go of
   */
  SharedBody(
      Context sourceContext,
      Source source,
      FillBudget budget,
      long maxKeptBytes,
      long windowBytes,
      @Nullable ByteBuf room) {
    this.sourceContext = sourceContext;
    this.source = source;
    this.budget = budget;
    this.maxKeptBytes = maxKeptBytes;
    this.windowBytes = windowBytes;
    this.room = room;
    this.takenFromBudget = room == null ? 0 : room.capacity();
  }

  /** Somebody is told of this body, who is about to join. */
  synchronized void expect() {
    expected++;
  }

  /**
   * Adds a reader of the bytes from {@code first} on, {@code length} of them at most; null where
   * the beginning is gone.
   */
  public synchronized @Nullable Reader join(Context context, long first, long length) {
    if (!keeping) {
      return null;
    }
    expected--;
    Reader reader = new Reader(context, first, length);
    readers.add(reader);
    return reader;
  }

  /**
   * Takes the next bytes, which are given over. On the source's context.
   *
   * @param landed whether they lie in the room already
   */
  void append(Buffer part, boolean landed) {
    boolean hold;
    boolean cancel;
    synchronized (this) {
      if (closed) {
        return;
      }
      chunks.add(Landing.inPlace(part.getByteBuf(), room, receivedBytes, landed));
      receivedBytes += part.length();
      if (keeping && !mayKeep(part.length())) {
        stopKeeping();
      }
      trim();
      hold = !keeping && !paused && heldBytes() > windowBytes;
      paused |= hold;
      cancel = cancelIfUnwanted();
    }
    if (cancel) {
      source.cancel();
    } else if (hold) {
      source.pause();
    }
    wakeReaders();
  }

  private boolean mayKeep(int bytes) {
    if (receivedBytes <= takenFromBudget) {
      return true;
    }
    if (receivedBytes > maxKeptBytes || !budget.take(bytes)) {
      return false;
    }
    takenFromBudget += bytes;
    return true;
  }

  private void stopKeeping() {
    keeping = false;
    giveBack();
  }

  private void giveBack() {
    budget.giveBack(takenFromBudget);
    takenFromBudget = 0;
  }

  private long heldBytes() {
    return receivedBytes - droppedBytes;
  }

  /** Lets go of the chunks that every reader is past. */
  private void trim() {
    if (keeping) {
      return;
    }
    long needed = Long.MAX_VALUE;
    for (Reader reader : readers) {
      needed = Math.min(needed, reader.chunk);
    }
    while (droppedChunks < needed && !chunks.isEmpty()) {
      droppedBytes += chunks.removeFirst().readableBytes();
      droppedChunks++;
    }
  }

  /**
   * The source has ended. Returns every byte where all were kept, for storage; null where they were
   * not. The chunks stay readable.
   */
  @Nullable List<ByteBuf> complete() {
    List<ByteBuf> whole;
    synchronized (this) {
      complete = true;
      whole = keeping ? List.copyOf(chunks) : null;
    }
    wakeReaders();
    return whole;
  }

  /** The source broke off. */
  void fail() {
    synchronized (this) {
      failed = true;
    }
    wakeReaders();
  }

  /**
   * The fill is over: what this body took from the budget goes back with its last reader. A request
   * that was told of this body before may still join, if everything was kept.
   */
  void close() {
    boolean awaited;
    synchronized (this) {
      closed = true;
      awaited = room != null && expected > 0;
      if (!awaited) {
        giveBackIfUnread();
      }
    }
    if (awaited) {
      // All of it may have come before those who were told of it had their turn to join.
      sourceContext.runOnContext(_ -> giveBackLate());
    }
  }

  private synchronized void giveBackLate() {
    giveBackIfUnread();
  }

  private void giveBackIfUnread() {
    if (closed && readers.isEmpty()) {
      leaveRoom();
      giveBack();
    }
  }

  /** Who was told of this body and has not joined yet reads copies, if there is such a one. */
  private void leaveRoom() {
    ByteBuf left = room;
    if (left == null) {
      return;
    }
    room = null;
    if (keeping && expected > 0) {
      chunks.replaceAll(Unpooled::copiedBuffer);
    } else {
      keeping = false;
      chunks.clear();
    }
    left.release();
  }

  synchronized long receivedBytes() {
    return receivedBytes;
  }

  private void wakeReaders() {
    List<Reader> all;
    synchronized (this) {
      all = List.copyOf(readers);
    }
    all.forEach(Reader::wake);
  }

  /** After a reader has moved on or left: lets go of chunks, and of the source. */
  private void relieve() {
    boolean resume;
    boolean cancel;
    synchronized (this) {
      trim();
      cancel = cancelIfUnwanted();
      resume = paused && (cancel || heldBytes() <= windowBytes / 2);
      if (resume) {
        paused = false;
      }
    }
    if (cancel) {
      sourceContext.runOnContext(_ -> source.cancel());
    } else if (resume) {
      sourceContext.runOnContext(_ -> source.resume());
    }
  }

  /** Whether the source is to be cancelled now: nobody reads, and nobody can join any more. */
  private boolean cancelIfUnwanted() {
    if (keeping || !readers.isEmpty() || complete || failed || cancelled) {
      return false;
    }
    cancelled = true;
    closed = true;
    giveBackIfUnread();
    return true;
  }

  /** One viewer's place in the body. Its methods are called on the viewer's context. */
  public final class Reader {
    private final Context context;
    private long skip;
    private long left;
    // Guarded by the body's lock.
    private long chunk;
    // Of the viewer's context alone.
    private @Nullable BodySink sink;
    private boolean finished;
    private volatile boolean woken;

    private Reader(Context context, long first, long length) {
      this.context = context;
      this.skip = first;
      this.left = length;
    }

    /** Begins to write to a sink. */
    public void start(BodySink viewer) {
      sink = viewer;
      pump();
    }

    /** The viewer has left. */
    public void leave() {
      if (!finished) {
        finished = true;
        remove();
      }
    }

    private void remove() {
      synchronized (SharedBody.this) {
        readers.remove(this);
        giveBackIfUnread();
      }
      relieve();
    }

    private void wake() {
      if (!woken) {
        woken = true;
        context.runOnContext(_ -> {
          woken = false;
          pump();
        });
      }
    }

    private void pump() {
      BodySink viewer = sink;
      if (viewer == null || finished) {
        return;
      }
      boolean moved = false;
      while (!finished) {
        if (viewer.isFull()) {
          viewer.onDrain(this::pump);
          break;
        }
        ByteBuf next = left == 0 ? null : take();
        if (next != null) {
          moved = true;
          writePart(viewer, next);
        } else if (!endIfOver(viewer)) {
          break;
        }
      }
      if (moved && !finished) {
        relieve();
      }
    }

    private @Nullable ByteBuf take() {
      synchronized (SharedBody.this) {
        int index = (int) (chunk - droppedChunks);
        if (index >= chunks.size()) {
          return null;
        }
        chunk++;
        return chunks.get(index);
      }
    }

    private void writePart(BodySink viewer, ByteBuf bytes) {
      int readable = bytes.readableBytes();
      int from = (int) Math.min(skip, readable);
      int length = (int) Math.min(left, readable - from);
      skip -= from;
      left -= length;
      if (length > 0) {
        viewer.write(bytes.retainedSlice(bytes.readerIndex() + from, length));
      }
    }

    private boolean endIfOver(BodySink viewer) {
      boolean end;
      boolean abort;
      synchronized (SharedBody.this) {
        boolean drained = chunk - droppedChunks >= chunks.size();
        end = left == 0 || complete && drained;
        abort = !end && failed && drained;
      }
      if (!end && !abort) {
        return false;
      }
      finished = true;
      remove();
      if (end) {
        viewer.end();
      } else {
        viewer.abort();
      }
      return true;
    }
  }
}
