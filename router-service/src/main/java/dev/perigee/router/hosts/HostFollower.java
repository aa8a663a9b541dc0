package dev.perigee.router.hosts;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link HostRegistry} as {@link Topics#DISTRIBUTIONS} has it. What a full reading of the
 * same log did not bring is gone; another log, made anew, says nothing of what it does not hold.
 */
public final class HostFollower implements TopicListener {

  private final HostRegistry registry;
  private String logId = "";
  private boolean sameLog;
  private @Nullable Set<String> seen;

  private HostFollower(HostRegistry registry) {
    this.registry = registry;
  }

  /** Starts to follow; the caller closes the tail. */
  public static TopicTail start(HostRegistry registry, KafkaCluster kafka) {
    return TopicTail.follow(kafka, Topics.DISTRIBUTIONS, new HostFollower(registry));
  }

  @Override
  public void started(String startedLogId, long firstOffset) {
    sameLog = startedLogId.equals(logId);
    logId = startedLogId;
    seen = new HashSet<>();
  }

  @Override
  public void record(long offset, String key, byte @Nullable [] value) {
    if (value == null) {
      registry.remove(key);
      return;
    }
    if (seen != null) {
      seen.add(key);
    }
    registry.put(ContractJson.read(value, DistributionSnapshot.class));
  }

  @Override
  public void caughtUp() {
    if (seen != null && sameLog) {
      registry.retain(seen);
    }
    seen = null;
  }
}
