package dev.perigee.invalidation;

import dev.perigee.database.Schema;
import dev.perigee.eventlog.repeat.Repeater;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;

/**
 * Forgets batches that were completed long ago, some at a time so that the table stays free for
 * others. A forgotten batch can no longer be shown, and its caller reference is free again.
 */
@ApplicationScoped
class Retention {

  private static final int BATCHES_A_TRANSACTION = 1_000;
  private static final Duration BETWEEN_TRANSACTIONS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

  private final BatchRepository batches;
  private final Schema schema;
  private final Duration retention;
  private final Repeater repeater = new Repeater("retention", this::step);

  Retention(BatchRepository batches, Schema schema, InvalidationSettings settings) {
    this.batches = batches;
    this.schema = schema;
    this.retention = settings.retention();
  }

  void start(@Observes StartupEvent event) {
    repeater.start();
  }

  void stop(@Observes ShutdownEvent event) {
    repeater.close();
  }

  private Duration step() {
    boolean more = schema.ensure() && forget(Instant.now().minus(retention), BATCHES_A_TRANSACTION);
    return more ? BETWEEN_TRANSACTIONS : BETWEEN_ROUNDS;
  }

  /**
   * Forgets the oldest of those that were completed before a time.
   *
   * @return whether there may be more than {@code limit}
   */
  boolean forget(Instant completedBefore, int limit) {
    return QuarkusTransaction.requiringNew()
        .call(() -> batches.forgetCompleted(completedBefore, limit) == limit);
  }
}
