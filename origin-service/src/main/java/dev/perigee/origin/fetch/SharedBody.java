package dev.perigee.origin.fetch;

import dev.perigee.landing.Landing;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a shared fetch, on its way from one origin to several edges, each at its own pace.
 *
 * <p>It begins by keeping everything, so that edges may join while it comes. Beyond its limit it
 * becomes a window: nobody joins any more, what every edge has taken is let go, and the origin is
 * held back to the pace of the slowest edge.
 *
 * <p>The source calls from its own event loop, readers from theirs; the state is guarded by this
 * object's lock, and nobody is called while it is held.
 */
final class SharedBody {

  /** What this body does to where it comes from. Called on any thread. */
  interface Source {
    void pause();

    void resume();

    void cancel();
  }

  private final Source source;
  private final ShieldMemory memory;
  private final long windowBytes;

  // Guarded by this.
  private final List<ByteBuf> parts = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>(2);
  private long droppedParts;
  private long heldBytes;
  private long receivedBytes;
  private long takenBytes;
  private @Nullable ByteBuf room;
  private boolean keeping = true;
  private boolean paused;
  private boolean lingering;
  private State state = State.COMING;

  private enum State {
    COMING,
    COMPLETE,
    BROKEN,
    CANCELLED
  }

  /**
   * @param memory what may be kept of this body, and of all
   * @param windowBytes bytes between the fastest edge and the slowest, once not all is kept
   * @param room where the parts lie, given over; null where each part has memory of its own, that
   *     nobody need let go of
   */
  SharedBody(Source source, ShieldMemory memory, long windowBytes, @Nullable ByteBuf room) {
    this.source = source;
    this.memory = memory;
    this.windowBytes = windowBytes;
    this.room = room;
    this.takenBytes = room == null ? 0 : room.capacity();
  }

  /** Adds a reader of the whole body; null where its beginning is gone, or nobody reads it now. */
  synchronized @Nullable Reader join(Context context) {
    if (!keeping || !lingering && state != State.COMING) {
      return null;
    }
    Reader reader = new Reader(context);
    readers.add(reader);
    return reader;
  }

  /**
   * Takes the next bytes. Returns whether the source is held back now.
   *
   * @param landsFrom the first byte of the body that lies in the room already when it comes here
   */
  boolean append(Buffer part, long landsFrom) {
    boolean hold;
    synchronized (this) {
      if (state != State.COMING) {
        return false;
      }
      boolean landed = receivedBytes >= landsFrom;
      parts.add(Landing.inPlace(part.getByteBuf(), room, receivedBytes, landed));
      receivedBytes += part.length();
      heldBytes += part.length();
      if (keeping && receivedBytes > takenBytes) {
        keep(part.length());
      }
      trim();
      hold = !keeping && !paused && heldBytes > windowBytes;
      paused |= hold;
    }
    if (hold) {
      source.pause();
    }
    wakeReaders();
    return hold;
  }

  private void keep(int bytes) {
    if (memory.take(takenBytes, bytes)) {
      takenBytes += bytes;
    } else {
      keeping = false;
      giveBack();
    }
  }

  /** The body is whole. */
  void complete() {
    settle(State.COMPLETE);
  }

  /**
   * The body is whole, and may be read for a while longer. Returns whether it is kept: what does
   * not fit into memory any more has lost its beginning.
   */
  boolean linger() {
    boolean kept;
    synchronized (this) {
      kept = keeping && state == State.COMING;
      lingering = kept;
    }
    settle(State.COMPLETE);
    return kept;
  }

  /** Nobody may begin to read any more. */
  void endLingering() {
    synchronized (this) {
      lingering = false;
    }
    relieve();
  }

  /** The body broke off. */
  void fail() {
    settle(State.BROKEN);
  }

  private void settle(State end) {
    synchronized (this) {
      if (state == State.COMING) {
        state = end;
      }
      letGoIfUnread();
    }
    wakeReaders();
  }

  private void wakeReaders() {
    List<Reader> all;
    synchronized (this) {
      all = List.copyOf(readers);
    }
    all.forEach(Reader::wake);
  }

  /** Lets go of the parts that every reader is past. */
  private void trim() {
    long needed = Long.MAX_VALUE;
    for (Reader reader : readers) {
      needed = Math.min(needed, reader.next);
    }
    while (!keeping && droppedParts < needed && !parts.isEmpty()) {
      heldBytes -= parts.removeFirst().readableBytes();
      droppedParts++;
    }
  }

  private void letGoIfUnread() {
    if (!readers.isEmpty() || lingering) {
      return;
    }
    giveBack();
    ByteBuf left = room;
    if (left != null) {
      room = null;
      parts.clear();
      left.release();
    }
  }

  private void giveBack() {
    memory.giveBack(takenBytes);
    takenBytes = 0;
  }

  /** After a reader has moved on or left: lets go of parts, and of the source. */
  private void relieve() {
    boolean cancel;
    boolean resume;
    synchronized (this) {
      trim();
      cancel = readers.isEmpty() && state == State.COMING;
      if (cancel) {
        state = State.CANCELLED;
      }
      letGoIfUnread();
      resume = paused && !cancel && heldBytes <= windowBytes / 2;
      if (resume) {
        paused = false;
      }
    }
    if (cancel) {
      source.cancel();
    } else if (resume) {
      source.resume();
    }
  }

  /** One edge's place in the body. Its methods are called on the edge's event loop. */
  final class Reader {
    private final Context context;
    // Guarded by the body's lock.
    private long next;
    // Of the edge's event loop alone.
    private @Nullable WriteStream<Buffer> to;
    private Consumer<Boolean> onMoved = _ -> {};
    private Consumer<Boolean> onEnd = _ -> {};
    private boolean finished;
    private volatile boolean woken;

    private Reader(Context context) {
      this.context = context;
    }

    /**
     * Begins to write.
     *
     * @param moved told after bytes were written, whether the edge must take them before more
     * @param ended told at the end whether the body is whole
     */
    void start(WriteStream<Buffer> edge, Consumer<Boolean> moved, Consumer<Boolean> ended) {
      to = edge;
      onMoved = moved;
      onEnd = ended;
      edge.drainHandler(_ -> pump());
      pump();
    }

    /** The edge does not take the rest. */
    void leave() {
      if (!finished) {
        finish();
      }
    }

    private void finish() {
      finished = true;
      synchronized (SharedBody.this) {
        readers.remove(this);
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
      WriteStream<Buffer> edge = to;
      if (edge == null || finished) {
        return;
      }
      boolean wrote = false;
      while (!finished && !edge.writeQueueFull()) {
        ByteBuf part = take();
        if (part == null) {
          break;
        }
        wrote = true;
        edge.write(Buffer.buffer(part)).onComplete(_ -> part.release());
      }
      if (wrote && !finished) {
        relieve();
      }
      State end = endOf();
      if (!finished && end != State.COMING) {
        finish();
        onEnd.accept(end == State.COMPLETE);
      } else if (!finished) {
        onMoved.accept(edge.writeQueueFull());
      }
    }

    /** The next part, given over. */
    private @Nullable ByteBuf take() {
      synchronized (SharedBody.this) {
        long index = next - droppedParts;
        if (index >= parts.size()) {
          return null;
        }
        next++;
        return parts.get((int) index).retainedDuplicate();
      }
    }

    /** How the body has ended, once every part of it was taken. */
    private State endOf() {
      synchronized (SharedBody.this) {
        return next - droppedParts < parts.size() ? State.COMING : state;
      }
    }
  }
}
