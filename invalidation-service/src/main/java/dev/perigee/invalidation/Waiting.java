package dev.perigee.invalidation;

import dev.perigee.contracts.InvalidationRequest;
import java.util.concurrent.CompletableFuture;

/**
 * A request for an invalidation that waits to be stored.
 *
 * @param answer completes once it is
 */
record Waiting(
    String distributionId, InvalidationRequest request, CompletableFuture<Acceptance> answer) {

  Waiting(String distributionId, InvalidationRequest request) {
    this(distributionId, request, new CompletableFuture<>());
  }

  /** What no two batches have in common. */
  BatchReference reference() {
    return new BatchReference(distributionId, request.callerReference());
  }
}
