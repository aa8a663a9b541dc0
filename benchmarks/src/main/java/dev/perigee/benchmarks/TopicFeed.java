package dev.perigee.benchmarks;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicEntry;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Invalidations of one distribution, straight to the topic that the edges follow. */
final class TopicFeed implements AutoCloseable {

  private final TopicWriter writer;
  private final String distributionId;
  private long records;

  TopicFeed(String kafka, String distributionId) {
    this.writer = new TopicWriter(KafkaCluster.plain(kafka), Topics.INVALIDATIONS);
    this.distributionId = distributionId;
  }

  TopicWriter.Pending send(List<String> paths) throws AppendFailedException {
    Invalidation invalidation =
        Invalidation.of("IBENCH" + records++, distributionId, paths, Instant.now());
    return writer.send(new TopicEntry(distributionId, ContractJson.write(invalidation)));
  }

  /** One path at a time, so many a second, on a thread of its own until that is closed. */
  Arriving start(int aSecond) {
    return new Arriving(aSecond);
  }

  @Override
  public void close() {
    writer.close();
  }

  /** A stream of invalidations. */
  final class Arriving implements AutoCloseable {

    private final Thread thread;
    private final long beganNanos = System.nanoTime();
    private volatile long sent;
    private volatile boolean closed;

    private Arriving(int aSecond) {
      long interval = TimeUnit.SECONDS.toNanos(1) / aSecond;
      thread = Thread.ofPlatform().name("arriving").start(() -> run(interval));
    }

    private void run(long interval) {
      try {
        for (long number = 1; !closed; number++) {
          send(List.of("/arriving/" + beganNanos + "/" + number));
          sent = number;
          while (System.nanoTime() - beganNanos < number * interval) {
            LockSupport.parkNanos(number * interval - (System.nanoTime() - beganNanos));
          }
        }
      } catch (AppendFailedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** How many a second were sent since the start. */
    double rate() {
      return sent * 1e9 / (System.nanoTime() - beganNanos);
    }

    @Override
    public void close() throws InterruptedException {
      closed = true;
      thread.join();
    }
  }
}
