package dev.perigee.eventlog.membership;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.repeat.Repeater;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Follows the statuses of the edges and tells the offset that every live edge has applied.
 *
 * <p>Tells with each status, when woken, and each second, since an edge may also cease to be live;
 * keeps silent while the offset cannot be known. The statuses are followed with a {@link
 * TopicTail}, because only a tail tells silent edges from a lost broker: the one acknowledges, the
 * other must not.
 */
public final class Acknowledgements implements AutoCloseable {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final String bootstrapServers;
  private final LiveEdges edges;
  private final LongConsumer appliedByAll;
  private final Repeater repeater;
  private volatile @Nullable TopicTail statuses;

  /**
   * Neither connects nor starts the thread.
   *
   * @param name of the thread
   * @param offset reads from a status the offset in question
   * @param appliedByAll is called, always from the one thread, with the offset up to which every
   *     live edge has applied the log; {@link Long#MAX_VALUE} where there is no live edge. Called
   *     again after an exception
   */
  public Acknowledgements(
      String name,
      String bootstrapServers,
      ToLongFunction<EdgeStatus> offset,
      LongConsumer appliedByAll) {
    this.bootstrapServers = bootstrapServers;
    this.edges = new LiveEdges(offset);
    this.appliedByAll = appliedByAll;
    this.repeater = new Repeater(name, this::step);
  }

  public void start() {
    statuses = TopicTail.follow(bootstrapServers, Topics.EDGES, new StatusListener());
    repeater.start();
  }

  /** Has the offset told at once, for what has just been published. */
  public void wake() {
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
    OptionalLong inTouch = following == null ? OptionalLong.empty() : following.nanosSinceInTouch();
    edges.appliedByAll(System.nanoTime(), inTouch).ifPresent(appliedByAll);
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
