package dev.perigee.router.latency;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.LatencyReport;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import org.jspecify.annotations.Nullable;

/** Keeps a {@link LatencyMap} as {@link Topics#LATENCY} has it. */
public final class LatencyFollower implements TopicListener {

  private final LatencyMap map;

  private LatencyFollower(LatencyMap map) {
    this.map = map;
  }

  /** Starts to follow; the caller closes the tail. */
  public static TopicTail start(LatencyMap map, KafkaCluster kafka) {
    return TopicTail.follow(kafka, Topics.LATENCY, new LatencyFollower(map));
  }

  @Override
  public void started(String logId, long firstOffset) {
    // What was measured stays true, whichever log it came in.
  }

  @Override
  public void record(long offset, String key, byte @Nullable [] value) {
    if (value != null) {
      map.put(ContractJson.read(value, LatencyReport.class));
    }
  }
}
