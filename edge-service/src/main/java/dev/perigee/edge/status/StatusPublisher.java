package dev.perigee.edge.status;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Topics;
import dev.perigee.edge.invalidation.Presence;
import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells the others of this edge: each second, and when {@link #changed} is called: at once, unless
 * it has just told them something. Only the latest status is ever under way, so that nothing piles
 * up while the broker is lost.
 */
public final class StatusPublisher implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(StatusPublisher.class);
  private static final long INTERVAL_MILLIS = 1_000;

  /** Between two statuses: each costs everyone who follows them. */
  private static final long PAUSE_MILLIS = 100;

  private static final long CLOSE_MILLIS = 3_000;

  private final String edgeId;
  private final Supplier<EdgeStatus> status;
  private final Presence presence;
  private final TopicWriter writer;
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param presence is told of each status that is in the topic
   */
  public StatusPublisher(
      KafkaCluster kafka, String edgeId, Supplier<EdgeStatus> status, Presence presence) {
    this.edgeId = edgeId;
    this.presence = presence;
    this.status = status;
    this.writer = new TopicWriter(kafka, Topics.EDGES);
    this.thread = Thread.ofPlatform().name("edge-status").daemon().start(this::run);
  }

  /** Publishes soon; many calls may become one status. */
  public void changed() {
    changes.release();
  }

  private void run() {
    boolean reachable = true;
    while (!closed) {
      try {
        long sentNanos = presence.nanos();
        writer.append(edgeId, ContractJson.write(status.get()));
        presence.told(sentNanos);
        reachable = true;
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        changes.tryAcquire(INTERVAL_MILLIS - PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        changes.drainPermits();
      } catch (AppendFailedException e) {
        if (reachable && !closed) {
          LOG.warnf("the status cannot be published, retrying: %s", e.getMessage());
        }
        reachable = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Says that this edge has left, if the broker can be reached in time. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
      writer.append(edgeId, null);
    } catch (AppendFailedException e) {
      LOG.warnf("the others were not told that this edge leaves: %s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      writer.close();
    }
  }
}
