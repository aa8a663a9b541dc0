package dev.perigee.invalidation;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.database.Schema;
import dev.perigee.eventlog.TopicEntry;
import dev.perigee.eventlog.outbox.Appender;
import dev.perigee.eventlog.outbox.Outbox;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Batches in the order of their sequence numbers. One that is published twice does no harm: it only
 * counts against more responses. A sequence number may become visible after a higher one has been
 * published; its batch was then accepted later, and is published later.
 */
@ApplicationScoped
class BatchOutbox implements Outbox {

  /** Of one transaction's batches, which are in memory together. */
  private static final int MAX_PATHS = 6_000;

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
    List<Batch> next = batches.unpublished(limit, MAX_PATHS);
    if (!next.isEmpty()) {
      note(next, appender);
    }
  }

  /** A batch lies where its last record does. */
  private static void note(List<Batch> next, Appender appender) {
    List<TopicEntry> entries = new ArrayList<>();
    Map<Integer, Batch> endsAt = new HashMap<>();
    for (Batch batch : next) {
      for (Invalidation invalidation : batch.toRecords()) {
        entries.add(new TopicEntry(batch.distributionId, ContractJson.write(invalidation)));
      }
      endsAt.put(entries.size() - 1, batch);
    }
    List<Position> positions = appender.append(entries);
    for (int i = 0; i < positions.size(); i++) {
      Batch ended = endsAt.get(i);
      if (ended != null) {
        ended.published(positions.get(i));
      }
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
