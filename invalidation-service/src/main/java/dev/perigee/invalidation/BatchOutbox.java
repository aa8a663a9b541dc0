package dev.perigee.invalidation;

import dev.perigee.contracts.ContractJson;
import dev.perigee.eventlog.outbox.Appender;
import dev.perigee.eventlog.outbox.Outbox;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Batches in the order of their sequence numbers. One that is published twice does no harm: it only
 * counts against more responses. A sequence number may become visible after a higher one has been
 * published; its batch was then accepted later, and is published later.
 */
@ApplicationScoped
class BatchOutbox implements Outbox {

  private final BatchRepository batches;
  private final Schema schema;
  private final Completion completion;

  BatchOutbox(BatchRepository batches, Schema schema, Completion completion) {
    this.batches = batches;
    this.schema = schema;
    this.completion = completion;
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
    if (!batches.tryLockPublication()) {
      return;
    }
    for (Batch batch : batches.unpublished(limit)) {
      Optional<Position> position =
          appender.append(batch.distributionId, ContractJson.write(batch.toRecord()));
      if (position.isEmpty()) {
        return;
      }
      batch.published(position.get());
    }
  }

  /** Has batches published again that only a lost log held, unless they are completed. */
  @Override
  public int forgetOtherLogs(String logId) {
    return QuarkusTransaction.requiringNew().call(() -> batches.forgetOtherLogs(logId));
  }

  @Override
  public void published() {
    completion.published();
  }
}
