package dev.perigee.config.audit;

import dev.perigee.config.settings.ConfigSettings;
import dev.perigee.config.storage.Transactions;
import dev.perigee.database.DatabaseErrors;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Forgets changes that are older than the operator wants to keep them: every hour, in batches small
 * enough to hold nothing up. Several instances do not get in each other's way.
 */
@ApplicationScoped
class Retention {

  static final int BATCH = 1_000;
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int MAX_DAYS = 36_500;

  private final ChangeRepository changes;
  private final Duration kept;
  private final ScheduledExecutorService hourly =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("audit-retention").factory());

  Retention(ChangeRepository changes, ConfigSettings settings) {
    int days = settings.auditDays();
    if (days < 1 || days > MAX_DAYS) {
      throw new IllegalArgumentException(
          "perigee.config.audit-days: " + days + " (expected: 1 to " + MAX_DAYS + ")");
    }
    this.changes = changes;
    this.kept = Duration.ofDays(days);
  }

  void start(@Observes StartupEvent event) {
    hourly.scheduleWithFixedDelay(this::tryToForget, 1, 60, TimeUnit.MINUTES);
  }

  void stop(@Observes ShutdownEvent event) {
    hourly.shutdownNow();
  }

  /** Forgets all that is too old at a time; tells how many there were. */
  int forget(Instant now) {
    Instant before = now.minus(kept);
    int forgotten = 0;
    int batch;
    do {
      batch = Transactions.change(() -> changes.forget(before, BATCH));
      forgotten += batch;
    } while (batch == BATCH && !Thread.currentThread().isInterrupted());
    return forgotten;
  }

  private void tryToForget() {
    try {
      int forgotten = forget(Instant.now());
      if (forgotten > 0) {
        LOG.infof("%d changes are older than %d days and forgotten", forgotten, kept.toDays());
      }
    } catch (RuntimeException e) {
      if (DatabaseErrors.isUnavailable(e)) {
        LOG.debug("the database cannot be reached, old changes are forgotten later");
      } else {
        LOG.error("old changes could not be forgotten, trying again in an hour", e);
      }
    }
  }
}
