package dev.perigee.edge.fill;

import dev.perigee.edge.store.Horizon;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object on its way in, and the requests that wait for it.
 *
 * <p>It is announced once, when it is known what the fill comes to; who joined before then is told
 * at that moment, who joins later at once. Each is told on its own context. Thread-safe.
 */
final class Fill {

  private final List<Waiter> waiters = new ArrayList<>();
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
   * Says what the fill comes to.
   *
   * @param outcomes makes the outcome for the leader ({@code true}) or another request; null where
   *     it comes too late
   */
  void announce(Function<Boolean, @Nullable FillOutcome> outcomes) {
    List<Waiter> told;
    synchronized (this) {
      announced = outcomes;
      told = List.copyOf(waiters);
      waiters.clear();
    }
    for (Waiter waiter : told) {
      FillOutcome outcome = outcomes.apply(waiter.leader());
      if (outcome != null) {
        waiter.context().runOnContext(_ -> waiter.handler().handle(outcome));
      }
    }
  }
}
