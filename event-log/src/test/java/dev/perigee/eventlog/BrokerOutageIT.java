package dev.perigee.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.FreePorts;
import dev.perigee.testkit.KafkaProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tail and a writer through losses of their broker. */
class BrokerOutageIT {

  private static final String TOPIC = "outage";

  @SuppressWarnings("NullAway.Init")
  private static KafkaProcess kafka;

  private final Events events = new Events();

  @BeforeAll
  static void start() {
    kafka = KafkaProcess.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void aTailKnowsThatItIsOutOfTouchAndGoesOnWhereItWas() throws Exception {
    try (TopicWriter writer = new TopicWriter(cluster(), TOPIC);
        TopicTail tail = TopicTail.follow(cluster(), TOPIC, events)) {
      long first = writer.append("a", "before".getBytes(UTF_8));
      events.awaitCaughtUpAfter(first + " a=before");

      kafka.kill();
      Await.until(
          "out of touch for 4 s", () -> secondsOutOfTouch(tail) >= 4, tail::nanosSinceInTouch);
      assertThat(tail.appliedOffset()).isEqualTo(first);

      kafka.restart();
      Await.until("in touch", () -> secondsOutOfTouch(tail) < 1, tail::nanosSinceInTouch);
      long second = writer.append("a", "after".getBytes(UTF_8));
      events.awaitCaughtUpAfter(second + " a=after");
      assertThat(events.withoutCatchingUp())
          .containsExactly("started at 0", first + " a=before", second + " a=after");
    }
  }

  @Test
  void anAppendFailsWithinItsLimitAndWorksAgainWithTheBroker() throws Exception {
    try (TopicWriter writer = new TopicWriter(cluster(), "append");
        TopicWriter other = new TopicWriter(cluster(), "append")) {
      writer.append("a", "before".getBytes(UTF_8));
      kafka.kill();
      failsWithinItsLimit(writer);
      failsWithinItsLimit(other);
      kafka.restart();
      Await.until("the broker takes records again", () -> takes(other), () -> "");
      assertThat(takes(writer)).isTrue();
    }
  }

  @Test
  void closingATailWithoutABrokerIsQuickAndQuiet() throws Exception {
    try (LogRecords log = new LogRecords()) {
      TopicTail tail = TopicTail.follow(cluster(), "closed", events);
      events.awaitCaughtUpAfter("started at 0");
      kafka.kill();
      Await.until(
          "out of touch for 3 s", () -> secondsOutOfTouch(tail) >= 3, tail::nanosSinceInTouch);
      Closing.endsWithin(Duration.ofSeconds(2), tail, "tail-closed");

      String nowhere = "127.0.0.1:" + FreePorts.some(1).getFirst();
      TopicTail lost = TopicTail.follow(KafkaCluster.plain(nowhere), "nowhere", events);
      Closing.endsWithin(Duration.ofSeconds(2), lost, "tail-nowhere");
      assertThat(log.alarming()).isEmpty();
    } finally {
      kafka.restart();
    }
  }

  private static KafkaCluster cluster() {
    return KafkaCluster.plain(kafka.bootstrapServers());
  }

  private static long secondsOutOfTouch(TopicTail tail) {
    return Duration.ofNanos(tail.nanosSinceInTouch().orElseThrow()).toSeconds();
  }

  private static void failsWithinItsLimit(TopicWriter writer) {
    long began = System.nanoTime();
    assertThatExceptionOfType(AppendFailedException.class)
        .isThrownBy(() -> writer.append("a", "lost".getBytes(UTF_8)));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(16));
  }

  private static boolean takes(TopicWriter writer) {
    try {
      return writer.append("a", "again".getBytes(UTF_8)) > 0;
    } catch (AppendFailedException e) {
      return false;
    }
  }
}
