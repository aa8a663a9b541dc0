package dev.perigee.edge.fill;

import dev.perigee.edge.fill.FillOutcome.Failed;
import dev.perigee.edge.store.Horizon;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.Reason;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One object on its way in, and the requests that wait for it.
 *
 * <p>It is announced once, when it is known what the fill comes to; who joined before then is told
 * at that moment, who joins later at once. Each is told on its own context. Thread-safe.
 */
final class Fill {

  private static final long RECENT_NANOS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private final Queue<Waiter> waiters = new ArrayDeque<>();
  private volatile Horizon horizon = Horizon.NONE;
  private volatile long beganNanos;
  private volatile @Nullable List<String> tags;
  private @Nullable Outcomes announced;

  private volatile boolean overtaken;

  Fill() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime a clock that also runs while the process is stopped
   */
  Fill(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** What a fill comes to for one of those who wait; null where it comes too late for that one. */
  @FunctionalInterface
  interface Outcomes {
    @Nullable FillOutcome of(Waiter waiter);
  }

  /**
   * A request that waits.
   *
   * @param leader whether it caused the fill
   */
  record Waiter(
      HeaderView request, Context context, Handler<FillOutcome> handler, boolean leader) {}

  /** What was applied of the invalidation log before the origin request was sent. */
  Horizon horizon() {
    return horizon;
  }

  void began(Horizon known) {
    beganNanos = nanoTime.getAsLong();
    horizon = known;
  }

  /** Whether what it yields was fetched lately enough for who cannot judge it. */
  boolean isRecent() {
    return nanoTime.getAsLong() - beganNanos < RECENT_NANOS;
  }

  /** The tags of what it yields, null while that is not known. */
  @Nullable List<String> tags() {
    return tags;
  }

  void tagged(List<String> known) {
    tags = known;
  }

  /** The object changes while it is on its way: what comes is not to be stored. */
  void overtake() {
    overtaken = true;
  }

  boolean isOvertaken() {
    return overtaken;
  }

  /** Adds a request; false where it comes too late to share in this fill. */
  boolean join(Waiter waiter) {
    FillOutcome outcome;
    synchronized (this) {
      if (announced == null) {
        waiters.add(waiter);
        return true;
      }
      outcome = announced.of(waiter);
    }
    if (outcome == null) {
      return false;
    }
    waiter.context().runOnContext(_ -> waiter.handler().handle(outcome));
    return true;
  }

  /**
   * Says what the fill comes to. Where {@code outcomes} throws, those who have not been told yet
   * wait for the next announcement.
   */
  void announce(Outcomes outcomes) {
    synchronized (this) {
      announced = outcomes;
    }
    for (Waiter waiter = next(); waiter != null; waiter = next()) {
      tell(waiter, outcomes.of(waiter));
    }
  }

  private synchronized @Nullable Waiter next() {
    return waiters.peek();
  }

  private void tell(Waiter waiter, @Nullable FillOutcome outcome) {
    FillOutcome told = outcome == null ? new Failed(Reason.NO_ORIGIN_SERVICE) : outcome;
    synchronized (this) {
      waiters.remove();
    }
    waiter.context().runOnContext(_ -> waiter.handler().handle(told));
  }
}
