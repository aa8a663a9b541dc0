package dev.perigee.edge.compression;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A body that is compressed while it is read. One piece is at work at a time, and the source waits
 * meanwhile:
 *
 * <pre>
 *   reading ── piece, or the end ──▶ encoding ── done ──▶ reading, or over
 *      ▲                                │ paused meanwhile
 *      └──────────── resumed ───────── holding
 * </pre>
 *
 * <p>Everything but the encoding runs on the context. It lets go of its encoder by itself when it
 * ends or fails; who gives it up before closes it.
 */
public final class CompressedStream implements ReadStream<Buffer>, AutoCloseable {

  private final ReadStream<Buffer> source;
  private final BodyEncoder encoder;
  private final Context context;
  private final WorkerExecutor workers;
  private final Runnable released;

  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;
  private @Nullable Runnable held;
  private boolean paused = true;
  private boolean busy;
  private boolean encoding;
  private boolean sourceEnded;
  private boolean over;
  private boolean letGo;

  CompressedStream(
      ReadStream<Buffer> source,
      BodyEncoder encoder,
      Context context,
      WorkerExecutor workers,
      Runnable released) {
    this.source = source;
    this.encoder = encoder;
    this.context = context;
    this.workers = workers;
    this.released = released;
    source.handler(this::piece);
    source.endHandler(_ -> ended());
    source.exceptionHandler(this::failed);
  }

  private void piece(Buffer bytes) {
    source.pause();
    byte[] piece = bytes.getBytes();
    encode(() -> encoder.encode(piece), false);
  }

  private void ended() {
    sourceEnded = true;
    if (!busy && !over) {
      encode(encoder::finish, true);
    }
  }

  private void encode(Callable<byte[]> step, boolean last) {
    busy = true;
    encoding = true;
    workers
        .executeBlocking(step, false)
        .onComplete(done -> context.runOnContext(_ -> encoded(done, last)));
  }

  private void encoded(AsyncResult<byte[]> done, boolean last) {
    encoding = false;
    if (over) {
      letGo();
    } else if (done.failed()) {
      failed(done.cause());
    } else {
      passOn(() -> deliver(done.result(), last));
    }
  }

  private void passOn(Runnable delivery) {
    if (paused) {
      held = delivery;
    } else if (!over) {
      delivery.run();
    }
  }

  private void deliver(byte[] bytes, boolean last) {
    busy = false;
    Handler<Buffer> taker = handler;
    if (bytes.length > 0 && taker != null) {
      taker.handle(Buffer.buffer(bytes));
    }
    if (over) {
      return;
    }
    if (last) {
      over = true;
      letGo();
      Handler<Void> told = endHandler;
      if (told != null) {
        told.handle(null);
      }
    } else if (sourceEnded) {
      encode(encoder::finish, true);
    } else if (!paused) {
      source.resume();
    }
  }

  private void failed(Throwable cause) {
    if (!over) {
      close();
      Handler<Throwable> told = exceptionHandler;
      if (told != null) {
        told.handle(cause);
      }
    }
  }

  /** Gives up; nothing comes any more. */
  @Override
  public void close() {
    over = true;
    held = null;
    if (!encoding) {
      letGo();
    }
  }

  /** Closing an encoder makes it write its end, which takes its time too. */
  private void letGo() {
    if (!letGo) {
      letGo = true;
      workers
          .executeBlocking(
              () -> {
                encoder.close();
                return true;
              },
              false)
          .onComplete(_ -> released.run());
    }
  }

  @Override
  public CompressedStream handler(@Nullable Handler<Buffer> taker) {
    handler = taker;
    return this;
  }

  @Override
  public CompressedStream endHandler(@Nullable Handler<Void> told) {
    endHandler = told;
    return this;
  }

  @Override
  public CompressedStream exceptionHandler(@Nullable Handler<Throwable> told) {
    exceptionHandler = told;
    return this;
  }

  @Override
  public CompressedStream pause() {
    paused = true;
    if (!over) {
      source.pause();
    }
    return this;
  }

  @Override
  public CompressedStream resume() {
    paused = false;
    Runnable delivery = held;
    held = null;
    if (delivery != null) {
      context.runOnContext(_ -> passOn(delivery));
    } else if (!busy && !over) {
      source.resume();
    }
    return this;
  }

  @Override
  public CompressedStream fetch(long amount) {
    return resume();
  }
}
