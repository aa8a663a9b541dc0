package dev.perigee.edge.fill;

import dev.perigee.edge.settings.EdgeSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * How many requests the fills of a distribution may have under way to one of its origins, with a
 * queue in front: whatever is purged, the origin is asked for it at this pace, and what comes from
 * other origins or for other distributions does not wait behind. Thread-safe; one for the process.
 */
final class FetchCeiling {

  private final Limits limits;

  // Guarded by this.
  private final Map<Way, Lane> lanes = new HashMap<>();

  /**
   * The bounds, of one distribution and origin each.
   *
   * @param atATime origin requests under way
   * @param waiting fills that wait for one of them to end
   * @param waitLimit how long one waits
   */
  record Limits(int atATime, int waiting, Duration waitLimit) {
    static Limits of(EdgeSettings.Fill settings) {
      return new Limits(settings.maxFetches(), settings.maxFetchesWaiting(), settings.fetchWait());
    }
  }

  /** What became of a fill that asked to go to the origin. */
  sealed interface Turn {

    /** It may; whoever gets the permit closes it. */
    record Go(Permit permit) implements Turn {}

    /** The queue is full, or nothing ended in time. */
    record Busy() implements Turn {}
  }

  FetchCeiling(Limits limits) {
    this.limits = limits;
  }

  /**
   * Asks for a turn: it comes at once where there is room, else on the given context.
   *
   * @param origin its fingerprint
   * @param held whether the origin may hold its response back: nothing else waits behind that
   */
  Future<Turn> enter(String distributionId, String origin, boolean held, Context context) {
    Waiter waiter;
    synchronized (this) {
      Lane lane = lanes.computeIfAbsent(new Way(distributionId, origin, held), Lane::new);
      if (lane.active < limits.atATime()) {
        lane.active++;
        return Future.succeededFuture(new Turn.Go(new Permit(lane)));
      }
      if (lane.waiters.size() >= limits.waiting()) {
        return Future.succeededFuture(new Turn.Busy());
      }
      waiter = new Waiter(lane, context);
      lane.waiters.add(waiter);
    }
    waiter.startTimer();
    return waiter.turn.future();
  }

  /**
   * Asks for a turn for what nobody waits for: it comes while less than half of the requests are
   * under way that may be, or not at all.
   */
  Future<Turn> enterIfIdle(String distributionId, String origin, boolean held, Context context) {
    synchronized (this) {
      Lane lane = lanes.get(new Way(distributionId, origin, held));
      if (lane != null && 2 * lane.active >= limits.atATime()) {
        return Future.succeededFuture(new Turn.Busy());
      }
    }
    return enter(distributionId, origin, held, context);
  }

  /** Origin requests under way now, of all fills. */
  synchronized int underWay() {
    return lanes.values().stream().mapToInt(lane -> lane.active).sum();
  }

  /** From a distribution to an origin. */
  private record Way(String distributionId, String origin, boolean held) {}

  /** The fills that go one way. */
  private static final class Lane {
    private final Way way;
    private final Queue<Waiter> waiters = new ArrayDeque<>();
    private int active;

    Lane(Way way) {
      this.way = way;
    }
  }

  /** The right to one origin request. Closing it again does nothing. */
  final class Permit implements AutoCloseable {
    private final Lane lane;
    private boolean closed;

    private Permit(Lane lane) {
      this.lane = lane;
    }

    @Override
    public void close() {
      Waiter next;
      synchronized (FetchCeiling.this) {
        if (closed) {
          return;
        }
        closed = true;
        next = lane.waiters.poll();
        if (next == null) {
          lane.active--;
          if (lane.active == 0) {
            lanes.remove(lane.way);
          }
        }
      }
      if (next != null) {
        next.admit(new Permit(lane));
      }
    }
  }

  /** A fill in the queue; leaves it once, with a permit or by time. */
  private final class Waiter {
    private final Lane lane;
    private final Context context;
    private final Promise<Turn> turn = Promise.promise();
    private long timer;

    Waiter(Lane lane, Context context) {
      this.lane = lane;
      this.context = context;
    }

    void startTimer() {
      timer = context.owner().setTimer(limits.waitLimit().toMillis(), _ -> giveUp());
    }

    void admit(Permit permit) {
      context.runOnContext(_ -> {
        context.owner().cancelTimer(timer);
        turn.complete(new Turn.Go(permit));
      });
    }

    private void giveUp() {
      synchronized (FetchCeiling.this) {
        if (!lane.waiters.remove(this)) {
          return;
        }
      }
      turn.complete(new Turn.Busy());
    }
  }
}
