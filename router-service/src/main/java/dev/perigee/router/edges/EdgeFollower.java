package dev.perigee.router.edges;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import org.jspecify.annotations.Nullable;

/** Keeps an {@link EdgeRegistry} as {@link Topics#EDGES} has it. */
public final class EdgeFollower implements TopicListener {

  private final EdgeRegistry registry;

  private EdgeFollower(EdgeRegistry registry) {
    this.registry = registry;
  }

  /** Starts to follow; the caller closes the tail. */
  public static TopicTail start(EdgeRegistry registry, KafkaCluster kafka) {
    return TopicTail.follow(kafka, Topics.EDGES, new EdgeFollower(registry));
  }

  @Override
  public void started(String logId, long firstOffset) {
    // Each edge speaks again within a second; one that does not goes silent by itself.
  }

  @Override
  public void record(long offset, String key, byte @Nullable [] value) {
    if (value == null) {
      registry.left(key);
    } else {
      registry.heard(ContractJson.read(value, EdgeStatus.class));
    }
  }
}
