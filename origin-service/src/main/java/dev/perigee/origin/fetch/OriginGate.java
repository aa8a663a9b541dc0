package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.fairshare.FairPlaces;
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
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests are under way: to each origin, with a short queue in front, and, as long
 * as they wait for an answer, in all. Where all places are taken, origins have {@linkplain
 * FairPlaces fair shares}, so that however many of them hang, a healthy one is asked. Thread-safe;
 * one for the process.
 */
public final class OriginGate {

  /**
   * The bounds.
   *
   * @param perOrigin requests to one origin at a time
   * @param waitingPerOrigin requests that wait for one of them to end
   * @param unanswered requests that wait for an answer, all origins together
   * @param waitLimit how long one waits for another to end
   */
  public record Limits(int perOrigin, int waitingPerOrigin, int unanswered, Duration waitLimit) {
    public Limits {
      if (perOrigin < 1) {
        throw new IllegalArgumentException("perOrigin: " + perOrigin + " (expected: >= 1)");
      }
      if (waitingPerOrigin < 0) {
        throw new IllegalArgumentException(
            "waitingPerOrigin: " + waitingPerOrigin + " (expected: >= 0)");
      }
    }
  }

  /** What a request is told that lost its place. */
  static final String MADE_ROOM = "too many requests to this origin wait for an answer";

  private final Vertx vertx;
  private final Limits limits;
  private final FairPlaces places;

  // Guarded by this.
  private final Map<String, Lane> lanes = new HashMap<>();
  private int inAll;

  public OriginGate(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
    this.places = new FairPlaces(limits.unanswered());
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
    Permit permit = new Permit(fingerprint, vertx.getOrCreateContext());
    FairPlaces.Place place = places.take(fingerprint, permit::lost);
    if (place == null) {
      return busy("too many requests wait for an answer: " + limits.unanswered());
    }
    permit.place = place;
    synchronized (this) {
      Lane lane = lanes.computeIfAbsent(fingerprint, _ -> new Lane());
      if (lane.active < limits.perOrigin()) {
        lane.active++;
        inAll++;
        return Future.succeededFuture(Outcome.done(permit));
      }
      if (lane.waiters.size() >= limits.waitingPerOrigin()) {
        place.close();
        return busy("too many requests wait for this origin: " + limits.waitingPerOrigin());
      }
      lane.waiters.add(permit);
      inAll++;
    }
    permit.startTimer();
    scope.whenLeft(() -> permit.giveUp(Outcome.abandoned()));
    return permit.admitted.future();
  }

  /**
   * Asks for a permit for what nobody waits for: there is one while less than half of the requests
   * are under way that may be, to this origin and in all.
   */
  Future<Outcome<Permit>> enterIfIdle(String fingerprint, Scope scope) {
    synchronized (this) {
      Lane lane = lanes.get(fingerprint);
      if (lane != null && 2 * lane.active >= limits.perOrigin()
          || 2 * places.taken() >= limits.unanswered()) {
        return busy("others ask this origin, and nobody waits for this request's answer");
      }
    }
    return enter(fingerprint, scope);
  }

  private static Future<Outcome<Permit>> busy(String detail) {
    return Future.succeededFuture(Outcome.failed(OriginFailure.OriginBusy, detail));
  }

  /** The requests to one origin. */
  private static final class Lane {
    private final Queue<Permit> waiters = new ArrayDeque<>();
    private int active;
  }

  /**
   * The right to have one request under way, or the wish for it: in the queue, which it leaves
   * once, with that right, by time, with its edge, or for another origin's sake. Used on the event
   * loop of who asked.
   */
  final class Permit implements AutoCloseable {
    private final String fingerprint;
    private final Context context;
    private final Promise<Outcome<Permit>> admitted = Promise.promise();
    private FairPlaces.@Nullable Place place;
    private long timer;
    private boolean closed;
    private boolean lost;
    private Runnable whenLost = () -> {};

    private Permit(String fingerprint, Context context) {
      this.fingerprint = fingerprint;
      this.context = context;
    }

    /**
     * What is done where the request has to make room for one to another origin; done at once where
     * that is so already.
     */
    void whenLost(Runnable action) {
      whenLost = action;
      if (lost) {
        action.run();
      }
    }

    /** The request waits for no answer any more: nobody can want its place from now on. */
    void answered() {
      whenLost = () -> {};
      leavePlace();
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      answered();
      Permit next;
      synchronized (OriginGate.this) {
        inAll--;
        Lane lane = lanes.computeIfAbsent(fingerprint, _ -> new Lane());
        next = lane.waiters.poll();
        if (next == null && --lane.active == 0) {
          lanes.remove(fingerprint);
        }
      }
      if (next != null) {
        next.admit();
      }
    }

    private void leavePlace() {
      FairPlaces.Place held = place;
      if (held != null) {
        held.close();
      }
    }

    private void startTimer() {
      timer =
          vertx.setTimer(
              limits.waitLimit().toMillis(),
              _ ->
                  giveUp(
                      Outcome.failed(
                          OriginFailure.OriginBusy,
                          "no request to this origin ended within " + limits.waitLimit())));
    }

    private void admit() {
      context.runOnContext(_ -> {
        vertx.cancelTimer(timer);
        admitted.complete(Outcome.done(this));
      });
    }

    private void giveUp(Outcome<Permit> outcome) {
      synchronized (OriginGate.this) {
        Lane lane = lanes.get(fingerprint);
        if (lane == null || !lane.waiters.remove(this)) {
          return;
        }
        inAll--;
      }
      leavePlace();
      vertx.cancelTimer(timer);
      admitted.complete(outcome);
    }

    private void lost() {
      context.runOnContext(_ -> {
        lost = true;
        giveUp(Outcome.failed(OriginFailure.OriginBusy, MADE_ROOM));
        whenLost.run();
      });
    }
  }
}
