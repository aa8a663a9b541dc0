package dev.perigee.origin.fetch;

import dev.perigee.origin.fetch.StallWatch.Party;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/**
 * Passes a body on, part by part, no faster than the taker takes it: while its queue is full, the
 * giver is not read from.
 */
final class Relay {

  private final ReadStream<Buffer> from;
  private final WriteStream<Buffer> to;
  private final Party giver;
  private final Party taker;
  private final StallWatch watch;

  private boolean stopped;
  private boolean started;

  Relay(
      ReadStream<Buffer> from, WriteStream<Buffer> to, Party giver, Party taker, StallWatch watch) {
    this.from = from;
    this.to = to;
    this.giver = giver;
    this.taker = taker;
    this.watch = watch;
  }

  /** Starts; whoever calls it has set the giver's end and exception handlers. */
  void start() {
    from.handler(this::pass);
    to.drainHandler(_ -> flowAgain());
  }

  /** Whether a part has been passed on. */
  boolean hasPassedAny() {
    return started;
  }

  /** Passes nothing on any more; parts that still come are dropped. */
  void stop() {
    stopped = true;
  }

  private void pass(Buffer part) {
    if (stopped) {
      return;
    }
    started = true;
    to.write(part);
    if (to.writeQueueFull()) {
      from.pause();
      watch.moved(taker);
    } else {
      watch.moved(giver);
    }
  }

  private void flowAgain() {
    if (!stopped) {
      watch.moved(giver);
      from.resume();
    }
  }
}
