package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Bounds how many requests are under way: to each origin, with a short queue in front, and in all.
 * One slow origin fills its own share and its own queue, and no more. Thread-safe; one for the
 * process.
 */
public final class OriginGate {

  /**
   * The bounds.
   *
   * @param perOrigin requests to one origin at a time
   * @param waitingPerOrigin requests that wait for one of them to end
   * @param inAll requests under way and waiting, all origins together
   * @param waitLimit how long one waits
   */
  public record Limits(int perOrigin, int waitingPerOrigin, int inAll, Duration waitLimit) {
    public Limits {
      atLeastOne("perOrigin", perOrigin);
      atLeastOne("inAll", inAll);
      if (waitingPerOrigin < 0) {
        throw new IllegalArgumentException(
            "waitingPerOrigin: " + waitingPerOrigin + " (expected: >= 0)");
      }
    }

    private static void atLeastOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
      }
    }
  }

  private final Vertx vertx;
  private final Limits limits;

  // Guarded by this.
  private final Map<String, Lane> lanes = new HashMap<>();
  private int inAll;

  public OriginGate(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /** Requests under way and waiting. */
  public synchronized int size() {
    return inAll;
  }

  /**
   * Asks for a permit; answers on the caller's event loop. Whoever gets the permit closes it.
   *
   * @param fingerprint names the origin
   */
  Future<Outcome<Permit>> enter(String fingerprint, Scope scope) {
    Waiter waiter;
    synchronized (this) {
      Lane lane = lanes.computeIfAbsent(fingerprint, Lane::new);
      if (inAll >= limits.inAll()) {
        lane.forgetIfEmpty();
        return busy("too many requests under way: " + limits.inAll());
      }
      if (lane.active < limits.perOrigin()) {
        lane.active++;
        inAll++;
        return Future.succeededFuture(Outcome.done(new Permit(lane)));
      }
      if (lane.waiters.size() >= limits.waitingPerOrigin()) {
        return busy("too many requests wait for this origin: " + limits.waitingPerOrigin());
      }
      waiter = new Waiter(lane, vertx.getOrCreateContext());
      lane.waiters.add(waiter);
      inAll++;
    }
    waiter.startTimer();
    scope.whenLeft(() -> waiter.giveUp(Outcome.abandoned()));
    return waiter.promise.future();
  }

  private static Future<Outcome<Permit>> busy(String detail) {
    return Future.succeededFuture(Outcome.failed(OriginFailure.OriginBusy, detail));
  }

  /** The requests to one origin. */
  private final class Lane {
    private final String fingerprint;
    private final Queue<Waiter> waiters = new ArrayDeque<>();
    private int active;

    Lane(String fingerprint) {
      this.fingerprint = fingerprint;
    }

    void forgetIfEmpty() {
      if (active == 0 && waiters.isEmpty()) {
        lanes.remove(fingerprint);
      }
    }
  }

  /** The right to have one request under way. Closing it twice does nothing. */
  final class Permit implements AutoCloseable {
    private final Lane lane;
    private boolean closed;

    private Permit(Lane lane) {
      this.lane = lane;
    }

    @Override
    public void close() {
      Waiter next;
      synchronized (OriginGate.this) {
        if (closed) {
          return;
        }
        closed = true;
        inAll--;
        next = lane.waiters.poll();
        if (next == null) {
          lane.active--;
          lane.forgetIfEmpty();
        }
      }
      if (next != null) {
        next.admit(new Permit(lane));
      }
    }
  }

  /** A request in the queue; leaves it once: with a permit, by time, or with its edge. */
  private final class Waiter {
    private final Lane lane;
    private final Context context;
    private final Promise<Outcome<Permit>> promise = Promise.promise();
    private long timer;

    Waiter(Lane lane, Context context) {
      this.lane = lane;
      this.context = context;
    }

    void startTimer() {
      timer =
          vertx.setTimer(
              limits.waitLimit().toMillis(),
              _ ->
                  giveUp(
                      Outcome.failed(
                          OriginFailure.OriginBusy,
                          "no request to this origin ended within " + limits.waitLimit())));
    }

    void admit(Permit permit) {
      context.runOnContext(_ -> {
        vertx.cancelTimer(timer);
        promise.complete(Outcome.done(permit));
      });
    }

    void giveUp(Outcome<Permit> outcome) {
      synchronized (OriginGate.this) {
        if (!lane.waiters.remove(this)) {
          return;
        }
        inAll--;
      }
      vertx.cancelTimer(timer);
      promise.complete(outcome);
    }
  }
}
