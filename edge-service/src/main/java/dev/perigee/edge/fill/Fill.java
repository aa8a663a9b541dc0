package dev.perigee.edge.fill;

import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.store.Horizon;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object on its way in, and the requests that wait for it.
 *
 * <p>It is announced once, when it is known what the fill comes to; who joined before then is told
 * at that moment, who joins later at once. Each is told on its own context. Thread-safe.
 */
final class Fill {

  private final Queue<Waiter> waiters = new ArrayDeque<>();
  private volatile Horizon horizon = Horizon.NONE;
  private @Nullable Function<Boolean, @Nullable FillOutcome> announced;

  private record Waiter(Context context, Handler<FillOutcome> handler, boolean leader) {}

  /** What was applied of the invalidation log before the origin request was sent. */
  Horizon horizon() {
    return horizon;
  }

  void began(Horizon known) {
    horizon = known;
  }

  /** Adds a request; false where it comes too late to share in this fill. */
  boolean join(Context context, Handler<FillOutcome> handler, boolean leader) {
    FillOutcome outcome;
    synchronized (this) {
      if (announced == null) {
        waiters.add(new Waiter(context, handler, leader));
        return true;
      }
      outcome = announced.apply(leader);
    }
    if (outcome == null) {
      return false;
    }
    context.runOnContext(_ -> handler.handle(outcome));
    return true;
  }

  /**
   * Says what the fill comes to. Where {@code outcomes} throws, those who have not been told yet
   * wait for the next announcement.
   *
   * @param outcomes makes the outcome for the leader ({@code true}) or another request; null where
   *     it comes too late
   */
  void announce(Function<Boolean, @Nullable FillOutcome> outcomes) {
    synchronized (this) {
      announced = outcomes;
    }
    for (Waiter waiter = next(); waiter != null; waiter = next()) {
      tell(waiter, outcomes.apply(waiter.leader()));
    }
  }

  private synchronized @Nullable Waiter next() {
    return waiters.peek();
  }

  private void tell(Waiter waiter, @Nullable FillOutcome outcome) {
    FillOutcome told = outcome == null ? new Failed() : outcome;
    synchronized (this) {
      waiters.remove();
    }
    waiter.context().runOnContext(_ -> waiter.handler().handle(told));
  }
}
