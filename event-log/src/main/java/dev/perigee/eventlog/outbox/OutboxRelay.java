package dev.perigee.eventlog.outbox;

import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicEntry;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.TopicWriter.Pending;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.eventlog.outbox.TopicLog.LogUnknownException;
import dev.perigee.eventlog.repeat.Repeater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what waits in an {@link Outbox}, on one thread: at once when woken, and every other
 * second in case that a wake was missed. Survives the lack of the broker, and the loss of the topic
 * too: what only the lost log held is published again. A record that was appended by a process
 * which ended before it noted so is found at the topic's end, and not appended twice.
 */
public final class OutboxRelay implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int ROWS_A_TRANSACTION = 64;

  /** What comes meanwhile shares a transaction, an append and what they cause everywhere else. */
  private static final Duration PAUSE = Duration.ofMillis(4);

  private static final Duration SAFETY_POLL = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(500);

  /** Stands for the id of a log where there is no topic. */
  private static final String NO_LOG = "";

  private static final long LOG_CHECK_NANOS = Duration.ofSeconds(5).toNanos();

  private final KafkaCluster kafka;
  private final String topic;
  private final Outbox outbox;
  private final TopicLog log;
  private final TopicEnd end;
  private final Repeater repeater = new Repeater("relay", this::step, PAUSE);

  // Of the relay's thread alone.
  private TopicWriter writer;
  private @Nullable String checkedLogId;
  private long logCheckedNanos = System.nanoTime() - LOG_CHECK_NANOS;
  private boolean reachable = true;

  /** Neither connects nor starts the thread. */
  public OutboxRelay(KafkaCluster kafka, String topic, Outbox outbox) {
    this.kafka = kafka;
    this.topic = topic;
    this.outbox = outbox;
    this.log = new TopicLog(kafka, topic);
    this.end = new TopicEnd(kafka, topic);
    this.writer = new TopicWriter(kafka, topic);
  }

  public void start() {
    repeater.start();
  }

  /** Has what was just committed published at once. */
  public void wake() {
    repeater.wake();
  }

  /** Waits a few seconds at most for the step under way, then closes the connections. */
  @Override
  public void close() {
    repeater.close();
    log.close();
    end.close();
    writer.close();
  }

  private Duration step() {
    if (!outbox.isReady()) {
      return RETRY;
    }
    try {
      boolean published = publishNext();
      checkLog();
      reachable();
      return published ? Duration.ZERO : SAFETY_POLL;
    } catch (AppendFailedException | LogUnknownException e) {
      unreachable(e);
      return RETRY;
    }
  }

  /** Returns whether there was something, and there may be more. */
  private boolean publishNext() throws AppendFailedException, LogUnknownException {
    Round round = new Round();
    outbox.publishNext(ROWS_A_TRANSACTION, round);
    round.throwFailure();
    if (round.appended == 0) {
      return false;
    }
    end.noted(round.lastOffset);
    outbox.published();
    return true;
  }

  /**
   * Finds out now and then whether the topic was lost and made anew. Makes it where it is not
   * there, also while there is nothing to publish: others wait for it who may not make it.
   */
  private void checkLog() throws LogUnknownException, AppendFailedException {
    if (System.nanoTime() - logCheckedNanos < LOG_CHECK_NANOS) {
      return;
    }
    String id = log.ask().orElse(NO_LOG);
    logCheckedNanos = System.nanoTime();
    if (id.equals(checkedLogId) && !id.equals(NO_LOG)) {
      return;
    }
    int forgotten = outbox.forgetOtherLogs(id);
    checkedLogId = id;
    if (forgotten > 0) {
      LOG.warnf("%s is another log than before: publishing %d records again", topic, forgotten);
    }
    if (forgotten > 0 || id.equals(NO_LOG)) {
      // A writer makes its topic once, and this one may have done so.
      writer.close();
      writer = new TopicWriter(kafka, topic);
      writer.makeTopic();
      repeater.wake();
    }
  }

  private void reachable() {
    if (!reachable) {
      LOG.infof("%s: publishing again", topic);
      reachable = true;
    }
  }

  private void unreachable(Exception e) {
    if (reachable) {
      LOG.warnf("%s: cannot publish, records wait in the database: %s", topic, e.getMessage());
      reachable = false;
    }
    logCheckedNanos = System.nanoTime() - LOG_CHECK_NANOS;
  }

  /**
   * The appends of one transaction. A failure is kept until the transaction is over, so that it
   * does not undo what was noted before.
   */
  private final class Round implements Appender {

    private int appended;
    private long lastOffset;
    private @Nullable Exception failure;

    @Override
    public List<Position> append(List<TopicEntry> entries) {
      List<Position> positions = new ArrayList<>();
      try {
        look();
        List<Pending> pending = new ArrayList<>();
        for (TopicEntry entry : entries) {
          // Once one is appended anew, so are those after it: the order stays.
          OptionalLong earlier = pending.isEmpty() ? end.offset(entry) : OptionalLong.empty();
          if (earlier.isPresent()) {
            note(earlier.getAsLong(), positions);
          } else {
            pending.add(writer.send(entry));
          }
        }
        for (Pending sent : pending) {
          note(sent.offset(), positions);
        }
      } catch (AppendFailedException | LogUnknownException e) {
        failure = e;
      }
      return positions;
    }

    private void note(long offset, List<Position> positions) throws LogUnknownException {
      positions.add(new Position(log.id(), offset));
      lastOffset = offset;
      appended++;
    }

    /** Finds out what may have been appended and not noted. A new topic has nothing. */
    private void look() throws LogUnknownException {
      if (end.isKnown() || log.ask().isPresent()) {
        end.look();
      }
    }

    private void throwFailure() throws AppendFailedException, LogUnknownException {
      switch (failure) {
        case AppendFailedException e -> throw e;
        case LogUnknownException e -> throw e;
        case null, default -> {}
      }
    }
  }
}
