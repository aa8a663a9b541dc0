package dev.perigee.contracts;

import java.time.Instant;
import java.util.List;

/**
 * An invalidation batch as invalidation-service tells of it.
 *
 * @param completed whether every live edge has applied it
 * @param paths empty in lists
 */
public record InvalidationState(
    String id,
    String distributionId,
    String callerReference,
    boolean completed,
    Instant createTime,
    List<String> paths) {
  public InvalidationState {
    paths = List.copyOf(paths);
  }
}
