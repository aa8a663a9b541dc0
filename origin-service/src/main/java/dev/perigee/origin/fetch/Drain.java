package dev.perigee.origin.fetch;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Lets edges' requests end before the service does. From then on each answer is the last of its
 * connection. Who comes meanwhile is served while others are, for half of the time at most; then
 * connections are closed without an answer, and edges ask another instance. Thread-safe.
 */
public final class Drain {

  private static final Logger LOG = Logger.getLogger(Drain.class);
  private static final long POLL_NANOS = 10_000_000;

  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean draining;
  private volatile boolean drained;

  /** The same handler, whose requests are waited for. */
  Handler<HttpServerRequest> around(Handler<HttpServerRequest> handler) {
    return request -> {
      active.incrementAndGet();
      if (drained) {
        active.decrementAndGet();
        request.connection().close();
        return;
      }
      Runnable ended = once(active::decrementAndGet);
      request.response().endHandler(_ -> ended.run());
      // A WebSocket's response never ends.
      request.connection().closeHandler(_ -> ended.run());
      if (draining) {
        request.response().putHeader("connection", "close");
      }
      handler.handle(request);
    };
  }

  private static Runnable once(Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        action.run();
      }
    };
  }

  /** Waits for the end of all requests, within a limit. */
  public void await(Duration limit) {
    draining = true;
    long began = System.nanoTime();
    awaitIdle(began, limit.toNanos() / 2);
    drained = true;
    awaitIdle(began, limit.toNanos());
    int left = active.get();
    if (left > 0) {
      LOG.warnf("%d fetches are broken off after %s", left, limit);
    }
  }

  private void awaitIdle(long sinceNanos, long limitNanos) {
    while (active.get() > 0 && System.nanoTime() - sinceNanos < limitNanos) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
