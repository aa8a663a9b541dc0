package dev.perigee.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What config-service asks of invalidation-service: {@code POST
 * /distributions/{distributionId}/invalidations}.
 *
 * @param callerReference the client's own name for the batch; a repeat with the same paths returns
 *     the earlier batch
 * @param paths 1 to 3,000 paths, and tags with {@code #} before each, already checked against the
 *     API's rules
 * @param effect what becomes of what is meant; {@code HARD} where that is missing
 */
public record InvalidationRequest(
    String callerReference, List<String> paths, InvalidationEffect effect) {
  public InvalidationRequest {
    paths = List.copyOf(paths);
    effect = effect(effect);
  }

  private static InvalidationEffect effect(@Nullable InvalidationEffect effect) {
    return effect == null ? InvalidationEffect.HARD : effect;
  }
}
