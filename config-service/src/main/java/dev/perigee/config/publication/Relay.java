package dev.perigee.config.publication;

import dev.perigee.config.publication.TopicLog.LogUnknownException;
import dev.perigee.config.storage.Schema;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicWriter;
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
 * Appends snapshots to the log in the order of their sequence numbers, on one thread, in one
 * instance at a time.
 *
 * <p>The transaction that notes the offsets holds the lock that makes this instance the only
 * publisher, and spans the appends: after a crash in between, snapshots are published once more,
 * which changes nothing. A snapshot that is replaced while it is being appended keeps its successor
 * waiting for the next round.
 */
@ApplicationScoped
class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final int SNAPSHOTS_A_TRANSACTION = 32;
  private static final Duration SAFETY_POLL = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(500);

  /** Stands for the id of a log where there is no topic. */
  private static final String NO_LOG = "";

  private static final long LOG_CHECK_NANOS = Duration.ofSeconds(5).toNanos();

  private final PublicationRepository publications;
  private final Schema schema;
  private final Deployment deployment;
  private final String bootstrapServers;
  private final TopicLog log;
  private final Repeater repeater = new Repeater("relay", this::step);

  // Of the relay's thread alone.
  private TopicWriter writer;
  private @Nullable String checkedLogId;
  private long logCheckedNanos = System.nanoTime() - LOG_CHECK_NANOS;
  private boolean reachable = true;

  Relay(
      PublicationRepository publications,
      Schema schema,
      Deployment deployment,
      @ConfigProperty(name = "perigee.kafka.bootstrap-servers") String bootstrapServers) {
    this.publications = publications;
    this.schema = schema;
    this.deployment = deployment;
    this.bootstrapServers = bootstrapServers;
    this.writer = new TopicWriter(bootstrapServers, Topics.DISTRIBUTIONS);
    this.log = new TopicLog(bootstrapServers, Topics.DISTRIBUTIONS);
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
      while (publishSome() == SNAPSHOTS_A_TRANSACTION) {
        deployment.wake();
      }
      deployment.wake();
      checkLog();
      reachable();
      return SAFETY_POLL;
    } catch (AppendFailedException | LogUnknownException e) {
      unreachable(e);
      return RETRY;
    }
  }

  /** Returns how many snapshots were published; 0 also where another instance is at it. */
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
    if (!publications.tryLockRelay()) {
      return new Published(0, null);
    }
    List<Publication> waiting = publications.unpublished(SNAPSHOTS_A_TRANSACTION);
    int count = 0;
    try {
      for (Publication publication : waiting) {
        append(publication);
        count++;
      }
      return new Published(count, null);
    } catch (AppendFailedException | LogUnknownException e) {
      return new Published(count, e);
    }
  }

  private void append(Publication publication) throws AppendFailedException, LogUnknownException {
    long offset = writer.append(publication.distributionId, publication.snapshot);
    if (publication.snapshot == null) {
      publications.remove(publication);
    } else {
      publications.published(publication, log.id(), offset);
    }
  }

  /**
   * What a transaction published before it ended or failed; the transaction is committed in both
   * cases.
   */
  private record Published(int count, @Nullable Exception failure) {}

  /**
   * Finds out now and then whether the topic was lost and made anew; everything is then published
   * again.
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
    int forgotten = QuarkusTransaction.requiringNew().call(() -> publications.forgetOtherLogs(id));
    checkedLogId = id;
    if (forgotten > 0) {
      LOG.warnf(
          "%s is another log than before: publishing %d snapshots again",
          Topics.DISTRIBUTIONS, forgotten);
      // A writer makes its topic once, and this one has done so.
      writer.close();
      writer = new TopicWriter(bootstrapServers, Topics.DISTRIBUTIONS);
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
      LOG.warnf("cannot publish, snapshots wait in the database: %s", e.getMessage());
      reachable = false;
    }
    logCheckedNanos = System.nanoTime() - LOG_CHECK_NANOS;
  }
}
