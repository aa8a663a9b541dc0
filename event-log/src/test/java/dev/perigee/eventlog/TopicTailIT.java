package dev.perigee.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.KafkaProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A tail and a writer at a real broker that stays up. */
class TopicTailIT {

  @SuppressWarnings("NullAway.Init")
  private static KafkaProcess kafka;

  private final Events events = new Events();
  private String topic = "";

  @BeforeAll
  static void start() {
    kafka = KafkaProcess.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void ownTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void followsFromTheStartAndOn() throws Exception {
    try (TopicWriter writer = writer()) {
      append(writer, "a", "1");
      append(writer, "b", null);
      try (TopicTail tail = follow(events)) {
        events.awaitCaughtUpAfter("1 b=gone");
        append(writer, "a", "2");
        events.awaitCaughtUpAfter("2 a=2");
        assertThat(events.withoutCatchingUp())
            .containsExactly("started at 0", "0 a=1", "1 b=gone", "2 a=2");
        assertThat(tail.appliedOffset()).isEqualTo(2);
        assertThat(tail.nanosSinceInTouch()).isPresent();
      }
    }
  }

  @Test
  void anEmptyTopicIsMadeAndItsEndIsReachedAtOnce() throws Exception {
    try (TopicTail tail = follow(events)) {
      events.awaitCaughtUpAfter("started at 0");
      assertThat(events.all()).startsWith("started at 0", "caught up");
      assertThat(tail.appliedOffset()).isEqualTo(-1);
      assertThat(tail.nanosSinceInTouch().orElseThrow())
          .isBetween(0L, Duration.ofSeconds(30).toNanos());
    }
  }

  @Test
  void offsetsIncreaseFromWriterToWriter() throws Exception {
    try (TopicWriter one = writer();
        TopicWriter other = writer()) {
      assertThat(append(one, "a", "1")).isEqualTo(0);
      assertThat(append(other, "a", "2")).isEqualTo(1);
      assertThat(append(one, "a", null)).isEqualTo(2);
    }
  }

  @Test
  void anExceptionOfTheListenerCostsOneRecordOnly() throws Exception {
    Events failing =
        new Events() {
          @Override
          public void record(long offset, String key, byte @Nullable [] value) {
            if (offset == 0) {
              throw new IllegalStateException("scripted");
            }
            super.record(offset, key, value);
          }
        };
    try (TopicWriter writer = writer();
        TopicTail tail = follow(failing)) {
      append(writer, "a", "1");
      append(writer, "a", "2");
      failing.awaitCaughtUpAfter("1 a=2");
      assertThat(tail.appliedOffset()).isEqualTo(1);
    }
  }

  /** The new log is as long as the old one: by its offsets alone the two cannot be told apart. */
  @Test
  void aTopicMadeAnewIsReadFromItsStart() throws Exception {
    try (Admin admin = admin();
        TopicTail tail = follow(events)) {
      appendAll("1", "2");
      events.awaitCaughtUpAfter("1 a=2");
      String oldLog = events.logId();
      admin.deleteTopics(List.of(topic)).all().get();
      appendAll("3", "4", "5");
      Await.until(
          "the new log from its start",
          () -> events.endWith("started at 0", "0 a=3", "1 a=4", "2 a=5"),
          events::all);
      assertThat(events.logId()).isNotEqualTo(oldLog);
      assertThat(tail.appliedOffset()).isEqualTo(2);
    }
  }

  @Test
  void aTailThatRetentionHasPassedStartsOverAndSaysSo() throws Exception {
    topic = Topics.INVALIDATIONS;
    CountDownLatch gate = new CountDownLatch(1);
    Events slow =
        new Events() {
          @Override
          public void record(long offset, String key, byte @Nullable [] value) {
            super.record(offset, key, value);
            if (offset == 0) {
              await(gate);
            }
          }
        };
    try (Admin admin = admin();
        TopicTail tail = follow(slow)) {
      appendAll("0");
      Await.until("the first record", () -> slow.all().contains("0 a=0"), slow::all);
      appendAll("1", "2", "3", "4", "5", "6");
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(6)))
          .all()
          .get();
      gate.countDown();
      slow.awaitCaughtUpAfter("6 a=6");
      assertThat(slow.withoutCatchingUp()).endsWith("started at 6", "6 a=6");
      assertThat(tail.appliedOffset()).isEqualTo(6);
    }
  }

  @Test
  void closingEndsTheThreadQuicklyAndQuietly() throws Exception {
    try (LogRecords log = new LogRecords()) {
      TopicTail tail = follow(events);
      events.awaitCaughtUpAfter("started at 0");
      Closing.endsWithin(Duration.ofMillis(900), tail, "tail-" + topic);
      assertThat(log.alarming()).isEmpty();
    }
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KafkaCluster cluster() {
    return KafkaCluster.plain(kafka.bootstrapServers());
  }

  private TopicTail follow(TopicListener listener) {
    return TopicTail.follow(cluster(), topic, listener);
  }

  private TopicWriter writer() {
    return new TopicWriter(cluster(), topic);
  }

  /**
   * Appends with a writer of its own, which finds the topic or makes it, however often it takes.
   */
  private void appendAll(String... values) throws Exception {
    try (TopicWriter writer = writer()) {
      int done = 0;
      while (done < values.length) {
        try {
          append(writer, "a", values[done]);
          done++;
        } catch (AppendFailedException e) {
          // The topic is still being deleted.
          assertThat(done).isZero();
        }
      }
    }
  }

  private static long append(TopicWriter writer, String key, @Nullable String value)
      throws AppendFailedException {
    return writer.append(key, value == null ? null : value.getBytes(UTF_8));
  }

  private static Admin admin() {
    return Admin.create(TopicSetup.adminConfig(cluster()));
  }
}
