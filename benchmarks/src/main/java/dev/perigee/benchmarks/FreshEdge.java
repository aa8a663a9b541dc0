package dev.perigee.benchmarks;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits until the suite's edge, started without what it knew, has every distribution in force. */
final class FreshEdge implements TopicListener {

  private static final String NAME = "edge-1";

  private final long wantedOffset;
  private final Instant began = Instant.now();
  private final CountDownLatch inForce = new CountDownLatch(1);

  private FreshEdge(long wantedOffset) {
    this.wantedOffset = wantedOffset;
  }

  /** Stops the edge, and forgets what it has saved. */
  static void stop(BenchmarkSuite suite) throws IOException, InterruptedException {
    suite.control("stop", NAME);
    Files.deleteIfExists(
        suite.state().resolve("data").resolve(NAME).resolve("distributions.records"));
  }

  /**
   * Starts the edge; returns once it has reported what is published in force.
   *
   * @param lastOffset of the topic of distributions
   */
  static long start(BenchmarkSuite suite, long lastOffset, Duration limit)
      throws IOException, InterruptedException {
    FreshEdge edge = new FreshEdge(lastOffset);
    try (TopicTail tail = TopicTail.follow(KafkaCluster.plain(suite.kafka()), Topics.EDGES, edge)) {
      suite.control("start", NAME);
      if (!edge.inForce.await(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(
            NAME + " has not reported offset " + lastOffset + " in force after " + limit);
      }
      return tail.appliedOffset();
    }
  }

  @Override
  public void started(String logId, long firstOffset) {
    // What the edge said before it was stopped is told apart by its time.
  }

  @Override
  public void record(long offset, String id, byte @Nullable [] value) {
    if (value == null) {
      return;
    }
    EdgeStatus status = ContractJson.read(value, EdgeStatus.class);
    if (status.at().isAfter(began) && status.distributionsOffset() >= wantedOffset) {
      inForce.countDown();
    }
  }
}
