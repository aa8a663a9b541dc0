package dev.perigee.eventlog.membership;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.eventlog.outbox.Position;
import dev.perigee.eventlog.repeat.Repeater;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows the statuses of the edges and tells what every live edge has applied.
 *
 * <p>Tells with each status, when woken, and each second, since an edge may also cease to be live;
 * keeps silent while that cannot be known. The statuses are followed with a {@link TopicTail},
 * because only a tail tells silent edges from a lost broker: the one acknowledges, the other must
 * not.
 */
public final class Acknowledgements implements AutoCloseable {

  private static final Duration TICK = Duration.ofSeconds(1);

  /** What is published and heard meanwhile is told together. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final KafkaCluster kafka;
  private final LiveEdges edges;
  private final Consumer<Applied> appliedByAll;
  private final Repeater repeater;
  private volatile @Nullable TopicTail statuses;

  /**
   * Neither connects nor starts the thread.
   *
   * @param name of the thread
   * @param position reads from a status the position in question
   * @param appliedByAll is called, always from the one thread, and again after an exception
   */
  public Acknowledgements(
      String name,
      KafkaCluster kafka,
      Function<EdgeStatus, Position> position,
      Consumer<Applied> appliedByAll) {
    this.kafka = kafka;
    this.edges = new LiveEdges(position);
    this.appliedByAll = appliedByAll;
    this.repeater = new Repeater(name, this::step, PAUSE);
  }

  public void start() {
    statuses = TopicTail.follow(kafka, Topics.EDGES, new StatusListener());
    repeater.start();
  }

  /** Something has just been published. */
  public void published() {
    edges.published(System.nanoTime());
    repeater.wake();
  }

  /** Waits a few seconds at most for the call under way. */
  @Override
  public void close() {
    repeater.close();
    TopicTail following = statuses;
    if (following != null) {
      following.close();
    }
  }

  private Duration step() {
    TopicTail following = statuses;
    long now = System.nanoTime();
    OptionalLong inTouch = following == null ? OptionalLong.empty() : following.nanosSinceInTouch();
    edges.appliedByAll(now, inTouch).ifPresent(appliedByAll);
    return TICK;
  }

  private final class StatusListener implements TopicListener {

    @Override
    public void started(String logId, long firstOffset) {
      // Statuses are repeated each second: nothing is lost with an older log.
    }

    @Override
    public void record(long offset, String edgeId, byte @Nullable [] value) {
      if (value == null) {
        edges.left(edgeId);
      } else {
        edges.heard(ContractJson.read(value, EdgeStatus.class), System.nanoTime());
      }
      repeater.wake();
    }
  }
}
