package dev.perigee.contracts;

import java.util.List;

/**
 * What config-service asks of invalidation-service: {@code POST
 * /distributions/{distributionId}/invalidations}.
 *
 * @param callerReference the client's own name for the batch; a repeat with the same paths returns
 *     the earlier batch
 * @param paths 1 to 3,000 paths, and tags with {@code #} before each, already checked against the
 *     API's rules
 */
public record InvalidationRequest(String callerReference, List<String> paths) {
  public InvalidationRequest {
    paths = List.copyOf(paths);
  }
}
