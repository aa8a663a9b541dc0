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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Stores requests, many of them in one transaction: they share its round trips to the database and
 * its wait for the disk.
 */
@ApplicationScoped
class BatchStore {

  private final BatchRepository batches;
  private final long maxPathsInProgress;

  BatchStore(BatchRepository batches, InvalidationSettings settings) {
    this.batches = batches;
    this.maxPathsInProgress = settings.maxPathsInProgress();
  }

  /** Stores what may be stored, and says what became of each request, in their order. */
  List<Acceptance> store(List<Waiting> requests) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> judgeAndStore(requests));
    } catch (RuntimeException e) {
      if (!isConstraintViolation(e)) {
        throw e;
      }
      // Another instance stored the same reference in the same moment: now it is seen.
      return QuarkusTransaction.requiringNew().call(() -> judgeAndStore(requests));
    }
  }

  private List<Acceptance> judgeAndStore(List<Waiting> requests) {
    Map<BatchReference, Batch> known =
        batches.findByReferences(requests.stream().map(Waiting::reference).toList());
    Map<String, Long> inProgress =
        batches.pathsInProgress(requests.stream().map(Waiting::distributionId).distinct().toList());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<Batch> accepted = new ArrayList<>();
    List<Acceptance> acceptances = new ArrayList<>();
    for (Waiting waiting : requests) {
      InvalidationRequest request = waiting.request();
      Batch earlier = known.get(waiting.reference());
      long paths = inProgress.getOrDefault(waiting.distributionId(), 0L);
      if (earlier != null) {
        acceptances.add(repeat(earlier, request));
      } else if (paths + request.paths().size() > maxPathsInProgress) {
        acceptances.add(new TooManyInProgress(paths, maxPathsInProgress));
      } else {
        Batch batch = new Batch(BatchIds.next(), waiting.distributionId(), request, now);
        accepted.add(batch);
        acceptances.add(new Accepted(batch.toState()));
        known.put(waiting.reference(), batch);
        inProgress.put(waiting.distributionId(), paths + request.paths().size());
      }
    }
    batches.insert(accepted);
    return acceptances;
  }

  private static Acceptance repeat(Batch earlier, InvalidationRequest request) {
    return earlier.isRepeatedBy(request)
        ? new Repeated(earlier.toState())
        : new ReferenceTaken(request.callerReference());
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
