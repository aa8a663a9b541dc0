package dev.perigee.config.publication;

import dev.perigee.config.storage.Schema;
import dev.perigee.eventlog.outbox.Appender;
import dev.perigee.eventlog.outbox.Outbox;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Snapshots in the order of their sequence numbers. One that is published twice changes nothing. A
 * snapshot that is replaced while it is being appended keeps its successor waiting for the next
 * round.
 */
@ApplicationScoped
class SnapshotOutbox implements Outbox {

  private final PublicationRepository publications;
  private final Schema schema;
  private final Deployment deployment;

  SnapshotOutbox(PublicationRepository publications, Schema schema, Deployment deployment) {
    this.publications = publications;
    this.schema = schema;
    this.deployment = deployment;
  }

  @Override
  public boolean isReady() {
    return schema.ensure();
  }

  @Override
  public void publishNext(int limit, Appender appender) {
    QuarkusTransaction.requiringNew().run(() -> publishLocked(limit, appender));
  }

  private void publishLocked(int limit, Appender appender) {
    if (!publications.tryLockRelay()) {
      return;
    }
    for (Publication publication : publications.unpublished(limit)) {
      Optional<Position> position =
          appender.append(publication.distributionId, publication.snapshot);
      if (position.isEmpty()) {
        return;
      }
      if (publication.snapshot == null) {
        publications.remove(publication);
      } else {
        publications.published(publication, position.get());
      }
    }
  }

  @Override
  public int forgetOtherLogs(String logId) {
    return QuarkusTransaction.requiringNew().call(() -> publications.forgetOtherLogs(logId));
  }

  @Override
  public void published() {
    deployment.wake();
  }
}
