package dev.perigee.edge;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the edge says of itself. */
final class Statuses implements TopicListener, AutoCloseable {

  private final TopicTail tail;
  private volatile @Nullable EdgeStatus latest;

  @SuppressWarnings("this-escape")
  Statuses(String kafka) {
    this.tail = TopicTail.follow(KafkaCluster.plain(kafka), Topics.EDGES, this);
  }

  /** Waits for a status like this that the edge makes from now on. */
  void await(String what, Predicate<EdgeStatus> condition) throws Exception {
    Instant asked = Instant.now();
    Await.until(
        what,
        () -> {
          EdgeStatus status = latest;
          return status != null && status.at().isAfter(asked) && condition.test(status);
        });
  }

  @Override
  public void started(String logId, long firstOffset) {
    latest = null;
  }

  @Override
  public void record(long offset, String key, byte @Nullable [] value) {
    latest = value == null ? null : ContractJson.read(value, EdgeStatus.class);
  }

  @Override
  public void close() {
    tail.close();
  }
}
