package dev.perigee.config.publication;

import dev.perigee.database.Schema;
import dev.perigee.eventlog.TopicEntry;
import dev.perigee.eventlog.outbox.Appender;
import dev.perigee.eventlog.outbox.Outbox;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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
    List<Waiting> next = queue.next(limit);
    if (next.isEmpty()) {
      return;
    }
    List<Position> positions =
        appender.append(
            next.stream()
                .map(waiting -> new TopicEntry(waiting.distributionId, waiting.snapshot))
                .toList());
    for (int i = 0; i < positions.size(); i++) {
      note(next.get(i), positions.get(i));
    }
  }

  private void note(Waiting waiting, Position position) {
    queue.delete(waiting);
    if (waiting.snapshot == null) {
      publications.remove(waiting);
    } else {
      publications.published(waiting, position);
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
