package dev.perigee.edge.latency;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.LatencyReport;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells the router what was measured, part by part, on a thread of its own. */
public final class LatencyPublisher implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(LatencyPublisher.class);
  private static final long CLOSE_MILLIS = 3_000;

  private final String edgeId;
  private final RoundTrips roundTrips;
  private final Duration interval;
  private final TopicWriter writer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  // Of the thread alone.
  private final Set<Integer> unpublished = new HashSet<>();
  private boolean reachable = true;

  private LatencyPublisher(
      KafkaCluster kafka, String edgeId, RoundTrips roundTrips, Duration interval) {
    this.edgeId = edgeId;
    this.roundTrips = roundTrips;
    this.interval = interval;
    this.writer = new TopicWriter(kafka, Topics.LATENCY);
    this.thread = Thread.ofPlatform().name("edge-latency").daemon().unstarted(this::run);
  }

  /** Publishes what has changed, once an interval, until it is closed. */
  public static LatencyPublisher start(
      KafkaCluster kafka, String edgeId, RoundTrips roundTrips, Duration interval) {
    var publisher = new LatencyPublisher(kafka, edgeId, roundTrips, interval);
    publisher.thread.start();
    return publisher;
  }

  private void run() {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        publish();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish() {
    unpublished.addAll(roundTrips.takeChangedParts());
    try {
      for (Integer part : Set.copyOf(unpublished)) {
        LatencyReport report =
            new LatencyReport(
                LatencyReport.SCHEMA, edgeId, part, roundTrips.part(part, System.nanoTime()));
        writer.append(report.key(), ContractJson.write(report));
        unpublished.remove(part);
      }
      reachable = true;
    } catch (AppendFailedException e) {
      if (reachable) {
        LOG.warnf("latencies cannot be published, retrying: %s", e.getMessage());
      }
      reachable = false;
    }
  }

  /** What was not published yet is lost. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close();
  }
}
