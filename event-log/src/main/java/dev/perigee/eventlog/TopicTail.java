package dev.perigee.eventlog;

import dev.perigee.eventlog.cluster.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows one topic from its first record, on a thread of its own, for as long as the process
 * lives; a broker that is away is waited for.
 *
 * <p>A consumer that polls nothing cannot tell a quiet topic from a lost broker. So about once a
 * second the tail asks the broker for the topic's end and identity, and notes the moment
 * <em>before</em> it asked as soon as it has delivered everything up to that end: {@link
 * #nanosSinceInTouch()} counts from that moment, on the monotonic clock, which also runs while the
 * process is stopped.
 */
public final class TopicTail implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TopicTail.class);
  private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

  /** A stream of single records is taken some at a time: a poll costs as much as many records. */
  private static final int FEW_RECORDS = 100;

  /** A record of a stream waits for two of these at most: one at the broker, one fetched. */
  private static final Duration GATHER_PAUSE = Duration.ofMillis(8);

  private static final long END_CHECK_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration CONSUMER_CLOSE = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final KafkaCluster kafka;
  private final String topic;
  private final TopicPartition partition;
  private final TopicListener listener;
  private final Thread thread;

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long appliedOffset = -1;
  private volatile OptionalLong inTouchNanos = OptionalLong.empty();

  /** Ends the call to the broker in which the tail's thread may be. */
  private volatile Runnable wake = () -> {};

  // Of the tail's thread alone.
  private @Nullable String logId;
  private long nextOffset = -1;
  private boolean reachable = true;

  private TopicTail(KafkaCluster kafka, String topic, TopicListener listener) {
    this.kafka = kafka;
    this.topic = topic;
    this.partition = new TopicPartition(topic, 0);
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("tail-" + topic).daemon().unstarted(this::run);
  }

  /** Starts to follow {@code topic}, which is made if it is not there. Returns at once. */
  public static TopicTail follow(KafkaCluster kafka, String topic, TopicListener listener) {
    TopicTail tail = new TopicTail(kafka, topic, listener);
    tail.thread.start();
    return tail;
  }

  /** The offset of the last record that the listener has been given; -1 for none. */
  public long appliedOffset() {
    return appliedOffset;
  }

  /** Nanoseconds since this tail last knew itself up to date; empty before the first time. */
  public OptionalLong nanosSinceInTouch() {
    OptionalLong since = inTouchNanos;
    return since.isEmpty() ? since : OptionalLong.of(System.nanoTime() - since.getAsLong());
  }

  /**
   * Stops following; waits a few seconds at most for the thread to end. The thread is woken where
   * it waits for the broker, and interrupted only if that does not end it: the Kafka client reports
   * interruptions as errors.
   */
  @Override
  public void close() {
    closed.countDown();
    wake.run();
    try {
      if (!thread.join(CLOSE)) {
        thread.interrupt();
        thread.join(CLOSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    while (!isClosed()) {
      try {
        connect();
      } catch (WakeupException | InterruptException | InterruptedException e) {
        // Only close() wakes or interrupts: the loop's condition ends it.
      } catch (LogChangedException e) {
        LOG.warnf("%s: %s, starting over", topic, e.getMessage());
        pause(RETRY_PAUSE);
      } catch (KafkaException | ExecutionException | TimeoutException e) {
        unreachable(e);
        pause(RETRY_PAUSE);
      } catch (RuntimeException e) {
        failed(e);
        pause(RETRY_PAUSE);
      }
    }
  }

  private void connect()
      throws InterruptedException, ExecutionException, TimeoutException, LogChangedException {
    try (Admin admin = Admin.create(TopicSetup.adminConfig(kafka))) {
      wake = () -> admin.close(Duration.ZERO);
      if (!isClosed()) {
        identify(TopicSetup.ensure(admin, topic));
        tail(admin);
      }
    } finally {
      wake = () -> {};
    }
  }

  /** A topic made anew is never taken for the old one: its offsets mean something else. */
  private void identify(String found) {
    if (!found.equals(logId)) {
      logId = found;
      nextOffset = -1;
      appliedOffset = -1;
      inTouchNanos = OptionalLong.empty();
    }
  }

  private void tail(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException, LogChangedException {
    KafkaConsumer<String, byte[]> consumer = open();
    try {
      wake =
          () -> {
            consumer.wakeup();
            admin.close(Duration.ZERO);
          };
      consumer.assign(List.of(partition));
      if (isClosed()) {
        return;
      }
      if (nextOffset < 0) {
        startFromTheBeginning(consumer);
      } else {
        consumer.seek(partition, nextOffset);
      }
      follow(admin, consumer);
    } finally {
      consumer.close(CloseOptions.timeout(CONSUMER_CLOSE));
    }
  }

  private void startFromTheBeginning(KafkaConsumer<String, byte[]> opened) {
    Map<TopicPartition, Long> begin = opened.beginningOffsets(List.of(partition), BROKER_TIMEOUT);
    nextOffset = begin.getOrDefault(partition, 0L);
    opened.seek(partition, nextOffset);
    tell(() -> listener.started(logId == null ? "" : logId, nextOffset));
  }

  private void follow(Admin admin, KafkaConsumer<String, byte[]> opened)
      throws InterruptedException, ExecutionException, TimeoutException, LogChangedException {
    long askedAt = System.nanoTime() - END_CHECK_NANOS;
    long end = Long.MAX_VALUE;
    boolean told = false;
    while (!isClosed()) {
      if (System.nanoTime() - askedAt >= END_CHECK_NANOS) {
        long now = System.nanoTime();
        end = opened.endOffsets(List.of(partition), BROKER_TIMEOUT).getOrDefault(partition, 0L);
        checkIdentity(admin);
        askedAt = now;
        reachable();
        if (end < nextOffset) {
          long lost = nextOffset;
          nextOffset = -1;
          throw new LogChangedException("the log ends at " + end + ", before offset " + lost);
        }
      }
      boolean wasBehind = nextOffset < end;
      ConsumerRecords<String, byte[]> records = poll(opened);
      deliver(records);
      nextOffset = opened.position(partition, BROKER_TIMEOUT);
      if (nextOffset >= end) {
        inTouchNanos = OptionalLong.of(askedAt);
        if (!told || wasBehind || !records.isEmpty()) {
          told = true;
          tell(listener::caughtUp);
        }
      }
      if (!records.isEmpty() && records.count() < FEW_RECORDS) {
        pause(GATHER_PAUSE);
      }
    }
  }

  /**
   * Notices that the topic was made anew even where the new log is as long as the old one already:
   * the consumer would just read on. Asked after the end, so that the end is of the same log.
   */
  private void checkIdentity(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException, LogChangedException {
    Optional<String> found = TopicSetup.logId(admin, topic);
    if (!found.equals(Optional.ofNullable(logId))) {
      throw new LogChangedException("the topic was deleted or made anew");
    }
  }

  private ConsumerRecords<String, byte[]> poll(KafkaConsumer<String, byte[]> opened)
      throws LogChangedException {
    try {
      return opened.poll(POLL);
    } catch (OffsetOutOfRangeException e) {
      long lost = nextOffset;
      nextOffset = -1;
      throw new LogChangedException("offset " + lost + " is gone from the broker");
    }
  }

  private void deliver(ConsumerRecords<String, byte[]> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      tell(() -> listener.record(record.offset(), record.key(), record.value()));
      appliedOffset = record.offset();
      nextOffset = record.offset() + 1;
    }
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s: the listener failed at offset %d", topic, nextOffset);
    }
  }

  private void reachable() {
    if (!reachable) {
      LOG.infof("%s: the broker is back", topic);
      reachable = true;
    }
  }

  private void unreachable(Exception e) {
    if (reachable && !isClosed()) {
      String why = Objects.requireNonNullElse(e.getMessage(), "it does not answer in time");
      LOG.warnf("%s: the broker cannot be reached, retrying: %s", topic, why);
      reachable = false;
    }
  }

  private void failed(RuntimeException e) {
    if (!isClosed()) {
      LOG.errorf(e, "%s: the tail failed and starts again", topic);
    }
  }

  private void pause(Duration time) {
    try {
      if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debugf("%s: closed", topic);
      }
    } catch (InterruptedException e) {
      // close() interrupts: the loop's condition ends it.
    }
  }

  private KafkaConsumer<String, byte[]> open() {
    return new KafkaConsumer<>(
        kafka.client(
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) BROKER_TIMEOUT.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) BROKER_TIMEOUT.toMillis(),
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                5_000)),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /** What the tail has read is not, or no longer, what the broker has. */
  private static final class LogChangedException extends Exception {

    private static final long serialVersionUID = 1L;

    LogChangedException(String message) {
      super(message);
    }
  }
}
