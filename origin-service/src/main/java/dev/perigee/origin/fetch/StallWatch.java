package dev.perigee.origin.fetch;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Notices when nothing has moved for too long, and whose fault it is. An origin that is waited for
 * has the origin's time limit; while the edge is waited for, because it takes no more bytes or has
 * not sent more, the origin is not blamed.
 *
 * <p>One timer at a time, moved only where a deadline comes nearer. Used on one event loop.
 */
final class StallWatch {

  /** Who has to move next. */
  enum Party {
    ORIGIN,
    EDGE
  }

  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final long originNanos;
  private final long edgeNanos;
  private Consumer<Party> onStall;

  private Party awaited = Party.ORIGIN;
  private long movedNanos;
  private long timer = NO_TIMER;
  private long timerDueNanos;
  private boolean stopped;

  /** Starts to watch, waiting for the origin. */
  StallWatch(Vertx vertx, Duration originLimit, Duration edgeLimit, Consumer<Party> onStall) {
    this.vertx = vertx;
    this.originNanos = originLimit.toNanos();
    this.edgeNanos = edgeLimit.toNanos();
    this.onStall = onStall;
    moved(Party.ORIGIN);
  }

  /** Something moved; from now on {@code next} is waited for. */
  void moved(Party next) {
    if (stopped) {
      return;
    }
    awaited = next;
    movedNanos = System.nanoTime();
    long dueNanos = movedNanos + limitNanos();
    if (timer == NO_TIMER || dueNanos - timerDueNanos < 0) {
      cancelTimer();
      startTimer(dueNanos);
    }
  }

  /** Hands the watch on to another part of the exchange. */
  void onStall(Consumer<Party> action) {
    onStall = action;
  }

  /** Ends the watch; nobody is called any more. */
  void stop() {
    stopped = true;
    cancelTimer();
  }

  private void startTimer(long dueNanos) {
    timerDueNanos = dueNanos;
    long millis = TimeUnit.NANOSECONDS.toMillis(dueNanos - System.nanoTime());
    timer = vertx.setTimer(Math.max(1, millis), _ -> check());
  }

  private void check() {
    timer = NO_TIMER;
    long dueNanos = movedNanos + limitNanos();
    if (dueNanos - System.nanoTime() > TimeUnit.MILLISECONDS.toNanos(1)) {
      startTimer(dueNanos);
      return;
    }
    stopped = true;
    onStall.accept(awaited);
  }

  private void cancelTimer() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }

  private long limitNanos() {
    return awaited == Party.ORIGIN ? originNanos : edgeNanos;
  }
}
