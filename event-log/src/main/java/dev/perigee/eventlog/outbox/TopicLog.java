package dev.perigee.eventlog.outbox;

import dev.perigee.eventlog.cluster.KafkaCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a topic's log from another under the same name: a topic that was deleted and made anew
 * counts its offsets from 0 again. Of one thread alone.
 */
final class TopicLog implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 3_000;

  private final KafkaCluster kafka;
  private final String topic;
  private @Nullable Admin admin;
  private @Nullable String known;

  TopicLog(KafkaCluster kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  /** The id as last asked for; asks the broker where it is not known. */
  String id() throws LogUnknownException {
    String id = known;
    return id == null
        ? ask().orElseThrow(() -> new LogUnknownException(topic, "there is no such topic"))
        : id;
  }

  /** Asks the broker; empty while there is no such topic. */
  Optional<String> ask() throws LogUnknownException {
    Optional<String> id = describe();
    known = id.orElse(null);
    return id;
  }

  private Optional<String> describe() throws LogUnknownException {
    try {
      return Optional.ofNullable(
              admin()
                  .describeTopics(List.of(topic))
                  .allTopicNames()
                  .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                  .get(topic))
          .map(description -> description.topicId().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnknownException(topic, e.toString());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new LogUnknownException(topic, e.toString());
    } catch (TimeoutException | KafkaException e) {
      throw new LogUnknownException(topic, e.toString());
    }
  }

  private Admin admin() {
    Admin open = admin;
    if (open == null) {
      open =
          Admin.create(
              kafka.client(
                  Map.of(
                      AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                      TIMEOUT_MILLIS,
                      AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                      TIMEOUT_MILLIS,
                      AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                      500)));
      admin = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
  }

  /** The broker does not say which log it holds. */
  static final class LogUnknownException extends Exception {

    private static final long serialVersionUID = 1L;

    LogUnknownException(String topic, String why) {
      super("the log of " + topic + " is not known: " + why);
    }
  }
}
