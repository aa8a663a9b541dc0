package dev.perigee.eventlog.outbox;

import dev.perigee.eventlog.TopicEntry;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.eventlog.outbox.TopicLog.LogUnknownException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The last records of a topic, to tell whether one that is about to be appended is there already.
 *
 * <p>A publisher that ended after an append and before it noted the append leaves a record that is
 * to be appended again. No more than one transaction's records can be so, and nobody else appends
 * in between: the few records at the end tell. Of one thread alone.
 */
final class TopicEnd implements AutoCloseable {

  /** More than one transaction's records. */
  private static final int RECORDS = 300;

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);

  private final KafkaCluster kafka;
  private final TopicPartition partition;
  private final Map<Entry, Long> offsets = new HashMap<>();
  private @Nullable KafkaConsumer<String, byte[]> consumer;

  /** Offset after the last record that this publisher appended and noted; -1 for none. */
  private long knownEnd = -1;

  TopicEnd(KafkaCluster kafka, String topic) {
    this.kafka = kafka;
    this.partition = new TopicPartition(topic, 0);
  }

  /**
   * What is in a record.
   *
   * @param digest of the value, which may be long; null where there is none
   */
  private record Entry(String key, @Nullable String digest) {
    static Entry of(String key, byte @Nullable [] value) {
      return new Entry(key, value == null ? null : digest(value));
    }

    private static String digest(byte[] value) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  /** Reads the last records, unless the last one is known to be this publisher's own. */
  void look() throws LogUnknownException {
    offsets.clear();
    try {
      KafkaConsumer<String, byte[]> open = consumer();
      long end = open.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
      if (end != knownEnd) {
        read(open, end);
      }
    } catch (KafkaException e) {
      knownEnd = -1;
      throw new LogUnknownException(partition.topic(), e.toString());
    }
  }

  /** Whether this publisher has appended to the topic, which then is there. */
  boolean isKnown() {
    return knownEnd >= 0;
  }

  /** Where a record lies; empty where it is not among the last ones. */
  OptionalLong offset(TopicEntry entry) {
    Long offset = offsets.remove(Entry.of(entry.key(), entry.value()));
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** Remembers that this publisher appended a record and noted it. */
  void noted(long lastOffset) {
    knownEnd = lastOffset + 1;
  }

  private void read(KafkaConsumer<String, byte[]> open, long end) throws LogUnknownException {
    long begin = open.beginningOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
    open.seek(partition, Math.max(begin, end - RECORDS));
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (open.position(partition, TIMEOUT) < end) {
      if (System.nanoTime() - deadline > 0) {
        throw new LogUnknownException(partition.topic(), "its end was not read in " + TIMEOUT);
      }
      for (ConsumerRecord<String, byte[]> record : open.poll(Duration.ofMillis(100))) {
        offsets.put(Entry.of(record.key(), record.value()), record.offset());
      }
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    KafkaConsumer<String, byte[]> open = consumer;
    if (open == null) {
      open =
          new KafkaConsumer<>(
              kafka.client(
                  Map.of(
                      ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                      "earliest",
                      ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                      false,
                      ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                      false,
                      ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                      500,
                      ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                      5_000)),
              new StringDeserializer(),
              new ByteArrayDeserializer());
      open.assign(List.of(partition));
      consumer = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    }
  }
}
