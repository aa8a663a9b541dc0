package dev.perigee.config.publication;

import dev.perigee.config.storage.Transactions;
import dev.perigee.config.wire.ApiException;
import dev.perigee.database.Schema;
import dev.perigee.eventlog.repeat.Repeater;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes snapshots anew that were made with another version of their form, or under another domain:
 * edges would refuse the ones, and not find viewers of the others. Runs after the start, in small
 * batches, by one instance at a time. What cannot be resolved any more keeps its snapshot.
 */
@ApplicationScoped
class Renewal {

  private static final Logger LOG = Logger.getLogger(Renewal.class);
  private static final int BATCH = 20;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration DONE = Duration.ofHours(1);

  private final PublicationRepository publications;
  private final List<SnapshotSource> sources;
  private final Schema schema;
  private final String form;
  private final Repeater repeater = new Repeater("renewal", this::step);

  Renewal(
      PublicationRepository publications,
      @All List<SnapshotSource> sources,
      Schema schema,
      @ConfigProperty(name = "perigee.domain", defaultValue = "perigee.localhost") String domain) {
    this.publications = publications;
    this.sources = sources;
    this.schema = schema;
    this.form = SnapshotForm.of(domain.toLowerCase(Locale.ROOT));
  }

  void start(@Observes StartupEvent event) {
    repeater.start();
  }

  void stop(@Observes ShutdownEvent event) {
    repeater.close();
  }

  private Duration step() {
    return schema.ensure() && renewAll() ? DONE : RETRY;
  }

  /** Goes through all once; false where another instance is at it, so that some may be left. */
  boolean renewAll() {
    String marker = "";
    int renewed = 0;
    while (!Thread.currentThread().isInterrupted()) {
      String from = marker;
      Batch batch = Transactions.change(() -> renewNext(from));
      renewed += batch.renewed();
      if (batch.lastId().isEmpty()) {
        if (renewed > 0) {
          LOG.infof("%d snapshots were made anew, with %s", renewed, form);
        }
        return batch.locked();
      }
      marker = batch.lastId();
    }
    return false;
  }

  /**
   * What came of one transaction.
   *
   * @param locked whether this instance was the one at work
   * @param lastId of the last distribution that was looked at; empty for none
   */
  private record Batch(boolean locked, String lastId, int renewed) {}

  private Batch renewNext(String marker) {
    if (!publications.tryLockRenewal()) {
      return new Batch(false, "", 0);
    }
    List<String> ids = publications.madeOtherwise(form, marker, BATCH);
    int renewed = 0;
    for (String id : ids) {
      renewed += renew(id) ? 1 : 0;
    }
    return new Batch(true, ids.isEmpty() ? "" : ids.getLast(), renewed);
  }

  private boolean renew(String id) {
    try {
      return sources.stream().anyMatch(source -> source.publishAnew(id));
    } catch (ApiException e) {
      LOG.warnf("%s keeps its old snapshot, since it cannot be resolved: %s", id, e.getMessage());
      return false;
    }
  }
}
