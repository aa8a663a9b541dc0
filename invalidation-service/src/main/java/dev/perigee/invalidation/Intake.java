package dev.perigee.invalidation;

import dev.perigee.contracts.InvalidationRequest;
import dev.perigee.database.DatabaseErrors;
import dev.perigee.eventlog.repeat.Repeater;
import dev.perigee.invalidation.Acceptance.Accepted;
import dev.perigee.invalidation.Acceptance.Busy;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;

/**
 * Accepts batches: once {@link #accept} has answered with one, it is stored. One thread stores all
 * that has come while it stored what came before.
 */
@ApplicationScoped
class Intake {

  private static final int MOST_WAITING = 1_000;
  private static final int MOST_TOGETHER = 64;

  /** Of those that are stored together, unless the first has more. */
  private static final int MOST_PATHS_TOGETHER = 6_000;

  /** What comes meanwhile shares a transaction. */
  private static final Duration PAUSE = Duration.ofMillis(2);

  private static final Duration UNTIL_WOKEN = Duration.ofMinutes(1);

  private final BatchStore store;
  private final Relay relay;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Repeater repeater = new Repeater("intake", this::step, PAUSE);

  Intake(BatchStore store, Relay relay) {
    this.store = store;
    this.relay = relay;
  }

  void start(@Observes StartupEvent event) {
    repeater.start();
  }

  void stop(@Observes ShutdownEvent event) {
    repeater.close();
  }

  /** Does not block. */
  CompletionStage<Acceptance> accept(String distributionId, InvalidationRequest request) {
    Waiting one = new Waiting(distributionId, request);
    if (waiting.offer(one)) {
      repeater.wake();
    } else {
      one.answer().complete(new Busy(MOST_WAITING));
    }
    return one.answer();
  }

  private Duration step() {
    List<Waiting> next = next();
    if (next.isEmpty()) {
      return UNTIL_WOKEN;
    }
    store(next);
    return Duration.ZERO;
  }

  private List<Waiting> next() {
    List<Waiting> next = new ArrayList<>();
    int paths = 0;
    for (Waiting first = waiting.peek(); first != null; first = waiting.peek()) {
      paths += first.request().paths().size();
      if (next.size() == MOST_TOGETHER || !next.isEmpty() && paths > MOST_PATHS_TOGETHER) {
        break;
      }
      next.add(waiting.remove());
    }
    return next;
  }

  private void store(List<Waiting> together) {
    try {
      answer(together, store.store(together));
    } catch (RuntimeException e) {
      if (together.size() == 1 || DatabaseErrors.isUnavailable(e)) {
        together.forEach(one -> one.answer().completeExceptionally(e));
      } else {
        // One of them is the cause, and no matter of the others.
        together.forEach(one -> store(List.of(one)));
      }
    }
  }

  private void answer(List<Waiting> together, List<Acceptance> acceptances) {
    if (acceptances.stream().anyMatch(Accepted.class::isInstance)) {
      relay.wake();
    }
    for (int i = 0; i < together.size(); i++) {
      together.get(i).answer().complete(acceptances.get(i));
    }
  }
}
