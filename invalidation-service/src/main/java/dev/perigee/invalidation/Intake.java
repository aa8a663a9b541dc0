package dev.perigee.invalidation;

import dev.perigee.contracts.InvalidationRequest;
import dev.perigee.invalidation.Acceptance.Accepted;
import dev.perigee.invalidation.Acceptance.ReferenceTaken;
import dev.perigee.invalidation.Acceptance.Repeated;
import dev.perigee.invalidation.Acceptance.TooManyInProgress;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Accepts batches: once {@link #accept} has returned one, it is stored. */
@ApplicationScoped
class Intake {

  private final BatchRepository batches;
  private final Relay relay;
  private final long maxPathsInProgress;

  Intake(BatchRepository batches, Relay relay, InvalidationSettings settings) {
    this.batches = batches;
    this.relay = relay;
    this.maxPathsInProgress = settings.maxPathsInProgress();
  }

  Acceptance accept(String distributionId, InvalidationRequest request) {
    Acceptance acceptance = acceptOnce(distributionId, request);
    if (acceptance instanceof Accepted) {
      relay.wake();
    }
    return acceptance;
  }

  private Acceptance acceptOnce(String distributionId, InvalidationRequest request) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> store(distributionId, request));
    } catch (RuntimeException e) {
      if (!isConstraintViolation(e)) {
        throw e;
      }
      // Another request with the same reference was stored in the same moment.
      return QuarkusTransaction.requiringNew().call(() -> store(distributionId, request));
    }
  }

  private Acceptance store(String distributionId, InvalidationRequest request) {
    Optional<Batch> earlier = batches.findByReference(distributionId, request.callerReference());
    if (earlier.isPresent()) {
      return earlier.get().isRepeatedBy(request)
          ? new Repeated(earlier.get().toState())
          : new ReferenceTaken(request.callerReference());
    }
    long inProgress = batches.pathsInProgress(distributionId);
    if (inProgress + request.paths().size() > maxPathsInProgress) {
      return new TooManyInProgress(inProgress, maxPathsInProgress);
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Batch batch = new Batch(BatchIds.next(), distributionId, request, now);
    batches.persistAndFlush(batch);
    return new Accepted(batch.toState());
  }

  private static boolean isConstraintViolation(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConstraintViolationException) {
        return true;
      }
    }
    return false;
  }
}
