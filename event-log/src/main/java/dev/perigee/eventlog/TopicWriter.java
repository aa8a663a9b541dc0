package dev.perigee.eventlog;

import dev.perigee.eventlog.cluster.KafkaCluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one topic, and tells each record's offset. A record is sent at once: nothing waits for
 * more to come. Thread-safe, and records of one thread keep their order.
 */
public final class TopicWriter implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 5_000;

  private final KafkaCluster kafka;
  private final String topic;
  private final KafkaProducer<String, byte[]> producer;
  private boolean ensured;

  /** Does not connect: a broker that is away is met at the first {@link #append}. */
  public TopicWriter(KafkaCluster kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            kafka.client(
                Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    TIMEOUT_MILLIS,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MILLIS,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    2 * TIMEOUT_MILLIS,
                    ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    500,
                    ProducerConfig.METADATA_MAX_AGE_CONFIG,
                    5_000)),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** A record on its way to the broker. */
  @FunctionalInterface
  public interface Pending {

    /**
     * Waits until the broker has the record.
     *
     * <p>After a failure it may be in the topic all the same; whoever repeats it must be able to
     * bear it twice.
     *
     * @throws AppendFailedException where the broker did not confirm it in time
     */
    long offset() throws AppendFailedException;
  }

  /**
   * Appends a record and waits until the broker has it, as {@link Pending#offset} does.
   *
   * @param value null to say that the key is gone
   * @return the record's offset
   */
  public long append(String key, byte @Nullable [] value) throws AppendFailedException {
    return send(new TopicEntry(key, value)).offset();
  }

  /** Makes the topic where it is not there, as the first record does. */
  public synchronized void makeTopic() throws AppendFailedException {
    if (ensured) {
      return;
    }
    try (Admin admin = Admin.create(TopicSetup.adminConfig(kafka))) {
      TopicSetup.ensure(admin, topic);
      ensured = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AppendFailedException(topic, e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new AppendFailedException(topic, e);
    }
  }

  /** Sends a record; many may be on their way. Blocks only for what the first one needs. */
  public Pending send(TopicEntry entry) throws AppendFailedException {
    makeTopic();
    try {
      Future<RecordMetadata> sent =
          producer.send(new ProducerRecord<>(topic, entry.key(), entry.value()));
      return () -> await(sent);
    } catch (KafkaException e) {
      throw new AppendFailedException(topic, e);
    }
  }

  private long await(Future<RecordMetadata> sent) throws AppendFailedException {
    try {
      return sent.get(2L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).offset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AppendFailedException(topic, e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new AppendFailedException(topic, e);
    }
  }

  /** Drops what is not yet sent and closes the connections. */
  @Override
  public void close() {
    producer.close(Duration.ofMillis(TIMEOUT_MILLIS));
  }
}
