package dev.perigee.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.RealtimeLog;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A13: real-time logs, from a viewer's request to a record. */
class RealtimeLogIT {

  private static final String TOPIC = "perigee.realtime.views";

  @Test
  void recordsAreSentWhileTheBrokerIsThereAndViewersDoNotMindWhenItIsNot(@TempDir Path directory)
      throws Exception {
    RealtimeLog all =
        new RealtimeLog("all", "views", 100, List.of("c-ip", "sc-status", "cs-uri-stem", "asn"));
    try (RunningEdge edge =
        RunningEdge.start(
            directory,
            Map.of("PERIGEE_EDGE_REALTIME_LOG_QUEUE_MAX_BYTES", "65536"),
            SnapshotBuilder.distribution("E1")
                .behaviors(
                    BehaviorBuilder.behavior("/silent/*").build(),
                    BehaviorBuilder.behavior("*").realtimeLog(all).build())
                .build())) {
      edge.on("/a", Answer.ok("a").header("Cache-Control", "max-age=60"));
      edge.on("/silent/a", Answer.ok("a").header("Cache-Control", "max-age=60"));
      edge.viewer("E1").get("/silent/a");
      edge.viewer("E1").get("/a?b=1");
      edge.viewer("E1").get("/a?b=1");
      assertThat(records(edge, 2))
          .containsExactly("127.0.0.1\t200\t/a?b=1\t-\n", "127.0.0.1\t200\t/a?b=1\t-\n");

      edge.kafka().kill();
      String long1 = "/a?" + "x".repeat(1_000);
      for (int i = 0; i < 200; i++) {
        Reply reply = edge.viewer("E1").get(long1);
        assertThat(reply.status()).isEqualTo(200);
      }
      assertThat(edge.metric("perigee_edge_realtime_log_records_total{outcome=\"queue-full\"}"))
          .isPositive();

      edge.kafka().restart();
      assertThat(records(edge, 3)).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  /** The topic's records, once there are so many. */
  private static List<String> records(RunningEdge edge, int count) {
    List<String> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                edge.kafka().bootstrapServers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      consumer.seekToBeginning(consumer.assignment());
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(500))
            .forEach(record -> records.add(new String(record.value(), US_ASCII)));
      }
    }
    return records;
  }
}
