package dev.perigee.eventlog;

import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics as {@link Topics} describes them, whoever needs one first. */
final class TopicSetup {

  private static final long TIMEOUT_MILLIS = 5_000;
  private static final long POLL_MILLIS = 20;
  private static final long INVALIDATION_RETENTION_MILLIS = TimeUnit.DAYS.toMillis(7);

  private TopicSetup() {}

  static Map<String, Object> adminConfig(KafkaCluster kafka) {
    return kafka.client(
        Map.of(
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) TIMEOUT_MILLIS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) TIMEOUT_MILLIS,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500));
  }

  /** Returns the id of the topic's log, after making the topic where it was not there. */
  static String ensure(Admin admin, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    Optional<String> found = logId(admin, topic);
    if (found.isPresent()) {
      return found.get();
    }
    create(admin, topic);
    return awaitLogId(admin, topic);
  }

  /** The cluster has agreed on a new topic before each of its brokers knows of it. */
  private static String awaitLogId(Admin admin, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    Optional<String> found = logId(admin, topic);
    while (found.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException(topic + " was made but is not there yet");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      found = logId(admin, topic);
    }
    return found.get();
  }

  /** The id of the topic's log; empty where there is no such topic. */
  static Optional<String> logId(Admin admin, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return Optional.ofNullable(
              admin
                  .describeTopics(List.of(topic))
                  .allTopicNames()
                  .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                  .get(topic))
          .map(description -> description.topicId().toString());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static void create(Admin admin, String topic)
      throws InterruptedException, ExecutionException, TimeoutException {
    NewTopic wanted =
        new NewTopic(topic, Optional.of(1), Optional.empty()).configs(retention(topic));
    try {
      admin.createTopics(List.of(wanted)).all().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static Map<String, String> retention(String topic) {
    if (topic.equals(Topics.INVALIDATIONS)) {
      return Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          Long.toString(INVALIDATION_RETENTION_MILLIS));
    }
    return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
  }
}
