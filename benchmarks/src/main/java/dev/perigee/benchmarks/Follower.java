package dev.perigee.benchmarks;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads every snapshot as an edge does, and counts the distributions. */
final class Follower implements TopicListener {

  private final int count;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final CountDownLatch all = new CountDownLatch(1);
  private volatile long lastOffset = -1;

  private Follower(int count) {
    this.count = count;
  }

  /**
   * Follows the topic from its beginning to its end, and on until it has met so many distributions.
   *
   * @return the last offset
   */
  static long readAll(String kafka, int count, Duration limit)
      throws IOException, InterruptedException {
    Follower follower = new Follower(count);
    try (TopicTail tail =
        TopicTail.follow(KafkaCluster.plain(kafka), Topics.DISTRIBUTIONS, follower)) {
      if (!follower.all.await(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(
            follower.seen.size()
                + " of "
                + count
                + " distributions were published, up to offset "
                + tail.appliedOffset());
      }
    }
    return follower.lastOffset;
  }

  @Override
  public void started(String logId, long firstOffset) {
    seen.clear();
  }

  @Override
  public void record(long offset, String id, byte @Nullable [] value) {
    if (value != null) {
      seen.add(ContractJson.read(value, DistributionSnapshot.class).id());
    }
    lastOffset = offset;
  }

  @Override
  public void caughtUp() {
    if (seen.size() >= count) {
      all.countDown();
    }
  }
}
