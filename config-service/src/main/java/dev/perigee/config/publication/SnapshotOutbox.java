package dev.perigee.config.publication;

import dev.perigee.config.storage.Schema;
import dev.perigee.eventlog.outbox.Appender;
import dev.perigee.eventlog.outbox.Outbox;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Snapshots in the order of their sequence numbers. */
@ApplicationScoped
class SnapshotOutbox implements Outbox {

  private final PublicationQueue queue;
  private final PublicationRepository publications;
  private final Schema schema;
  private final Deployment deployment;

  SnapshotOutbox(
      PublicationQueue queue,
      PublicationRepository publications,
      Schema schema,
      Deployment deployment) {
    this.queue = queue;
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
    for (Waiting waiting : queue.next(limit)) {
      Optional<Position> position = appender.append(waiting.distributionId, waiting.snapshot);
      if (position.isEmpty()) {
        return;
      }
      queue.delete(waiting);
      if (waiting.snapshot == null) {
        publications.remove(waiting);
      } else {
        publications.published(waiting, position.get());
      }
    }
  }

  @Override
  public int forgetOtherLogs(String logId) {
    return QuarkusTransaction.requiringNew().call(() -> publications.forgetOtherLogs(logId));
  }

  @Override
  public void published() {
    deployment.published();
  }
}
