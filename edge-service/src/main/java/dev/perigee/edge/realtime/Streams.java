package dev.perigee.edge.realtime;

import dev.perigee.edge.settings.RealtimeLogSettings;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics that streams stand for: {@code <prefix><stream>}, made when the first record comes. Of
 * one thread; every call waits for a short time at most.
 */
final class Streams implements AutoCloseable {

  private static final int WAIT_MILLIS = 2_000;
  private static final int DELIVERY_MILLIS = 30_000;
  private static final int LINGER_MILLIS = 50;

  private final KafkaCluster kafka;
  private final RealtimeLogSettings settings;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Set<String> made = new HashSet<>();

  Streams(KafkaCluster kafka, RealtimeLogSettings settings) {
    this.kafka = kafka;
    this.settings = settings;
    this.producer =
        new KafkaProducer<>(
            kafka.client(
                Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "1",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    false,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    settings.bufferBytes(),
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    WAIT_MILLIS,
                    ProducerConfig.LINGER_MS_CONFIG,
                    LINGER_MILLIS,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    DELIVERY_MILLIS / 2,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    DELIVERY_MILLIS,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "gzip")),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Hands a record over.
   *
   * @param sent told when the broker has it, or will not
   * @throws KafkaException where the broker cannot be reached, or takes less than comes
   */
  void send(RealtimeRecord record, Callback sent) throws InterruptedException {
    String topic = settings.topicPrefix() + record.stream();
    if (!made.contains(topic)) {
      make(topic);
      made.add(topic);
    }
    producer.send(new ProducerRecord<>(topic, record.line()), sent);
  }

  private void make(String topic) throws InterruptedException {
    NewTopic wanted =
        new NewTopic(topic, Optional.empty(), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(settings.topicRetention().toMillis())));
    try (Admin admin = Admin.create(adminConfig())) {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException(topic + " cannot be made: " + e.getCause(), e);
      }
    }
  }

  private Map<String, Object> adminConfig() {
    return kafka.client(
        Map.of(
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            WAIT_MILLIS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            WAIT_MILLIS));
  }

  /** Sends what is handed over, for a short time. */
  @Override
  public void close() {
    producer.close(Duration.ofMillis(WAIT_MILLIS));
  }
}
