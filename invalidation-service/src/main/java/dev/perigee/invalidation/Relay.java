package dev.perigee.invalidation;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.invalidation.TopicLog.LogUnknownException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes stored batches in the order of their sequence numbers, on one thread, in one instance
 * at a time.
 *
 * <p>The transaction that notes the offsets holds the lock that makes this instance the only
 * publisher, and spans the appends: after a crash in between, the batches are published once more.
 * That is harmless, since an invalidation that comes twice only counts against more responses. A
 * sequence number may become visible after a higher one has been published; its batch was then
 * accepted later, and is published later.
 */
@ApplicationScoped
class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final int BATCHES_A_TRANSACTION = 32;
  private static final Duration SAFETY_POLL = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(500);

  /** Stands for the id of a log where there is no topic. */
  private static final String NO_LOG = "";

  private static final long LOG_CHECK_NANOS = Duration.ofSeconds(5).toNanos();

  private final BatchRepository batches;
  private final Schema schema;
  private final Completion completion;
  private final String bootstrapServers;
  private final TopicLog log;
  private final Repeater repeater = new Repeater("relay", this::step);

  // Of the relay's thread alone.
  private TopicWriter writer;
  private @Nullable String checkedLogId;
  private long logCheckedNanos = System.nanoTime() - LOG_CHECK_NANOS;
  private boolean reachable = true;

  Relay(
      BatchRepository batches,
      Schema schema,
      Completion completion,
      @ConfigProperty(name = "perigee.kafka.bootstrap-servers") String bootstrapServers) {
    this.batches = batches;
    this.schema = schema;
    this.completion = completion;
    this.bootstrapServers = bootstrapServers;
    this.writer = new TopicWriter(bootstrapServers, Topics.INVALIDATIONS);
    this.log = new TopicLog(bootstrapServers, Topics.INVALIDATIONS);
  }

  void start(@Observes StartupEvent event) {
    repeater.start();
  }

  void stop(@Observes ShutdownEvent event) {
    repeater.close();
    log.close();
    writer.close();
  }

  /** Has what was just committed published at once. */
  void wake() {
    repeater.wake();
  }

  private Duration step() {
    if (!schema.ensure()) {
      return RETRY;
    }
    try {
      while (publishSome() == BATCHES_A_TRANSACTION) {
        completion.wake();
      }
      completion.wake();
      checkLog();
      reachable();
      return SAFETY_POLL;
    } catch (AppendFailedException | LogUnknownException e) {
      unreachable(e);
      return RETRY;
    }
  }

  /** Returns how many batches were published; 0 also where another instance is at it. */
  private int publishSome() throws AppendFailedException, LogUnknownException {
    Published published = QuarkusTransaction.requiringNew().call(this::publishLocked);
    switch (published.failure()) {
      case AppendFailedException e -> throw e;
      case LogUnknownException e -> throw e;
      case null, default -> {
        return published.count();
      }
    }
  }

  private Published publishLocked() {
    if (!batches.tryLockPublication()) {
      return new Published(0, null);
    }
    List<Batch> waiting = batches.unpublished(BATCHES_A_TRANSACTION);
    int count = 0;
    try {
      for (Batch batch : waiting) {
        long offset = writer.append(batch.distributionId, ContractJson.write(batch.toRecord()));
        batch.logId = log.id();
        batch.logOffset = offset;
        count++;
      }
      return new Published(count, null);
    } catch (AppendFailedException | LogUnknownException e) {
      return new Published(count, e);
    }
  }

  /**
   * What a transaction published before it ended or failed; the transaction is committed in both
   * cases.
   */
  private record Published(int count, @Nullable Exception failure) {}

  /**
   * Finds out now and then whether the topic was lost and made anew; batches that only the lost log
   * held are then published again.
   */
  private void checkLog() throws LogUnknownException {
    if (System.nanoTime() - logCheckedNanos < LOG_CHECK_NANOS) {
      return;
    }
    String id = log.ask().orElse(NO_LOG);
    logCheckedNanos = System.nanoTime();
    if (id.equals(checkedLogId) && !id.equals(NO_LOG)) {
      return;
    }
    int forgotten = QuarkusTransaction.requiringNew().call(() -> batches.forgetOtherLogs(id));
    checkedLogId = id;
    if (forgotten > 0) {
      LOG.warnf(
          "%s is another log than before: publishing %d batches again",
          Topics.INVALIDATIONS, forgotten);
      // A writer makes its topic once, and this one has done so.
      writer.close();
      writer = new TopicWriter(bootstrapServers, Topics.INVALIDATIONS);
      repeater.wake();
    }
  }

  private void reachable() {
    if (!reachable) {
      LOG.info("publishing again");
      reachable = true;
    }
  }

  private void unreachable(Exception e) {
    if (reachable) {
      LOG.warnf("cannot publish, batches wait in the database: %s", e.getMessage());
      reachable = false;
    }
    logCheckedNanos = System.nanoTime() - LOG_CHECK_NANOS;
  }
}
