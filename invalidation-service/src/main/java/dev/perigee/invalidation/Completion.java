package dev.perigee.invalidation;

import dev.perigee.contracts.EdgeStatus;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.eventlog.membership.Acknowledgements;
import dev.perigee.eventlog.membership.Applied;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;

/** Completes batches as soon as every live edge has reported them applied. */
@ApplicationScoped
class Completion {

  private final BatchRepository batches;
  private final Acknowledgements acknowledgements;

  Completion(BatchRepository batches, KafkaCluster kafka) {
    this.batches = batches;
    this.acknowledgements =
        new Acknowledgements("completion", kafka, Completion::applied, this::complete);
  }

  private static Position applied(EdgeStatus status) {
    return new Position(status.invalidationsLog(), status.invalidationsOffset());
  }

  void start(@Observes StartupEvent event) {
    acknowledgements.start();
  }

  void stop(@Observes ShutdownEvent event) {
    acknowledgements.close();
  }

  /** Has what was just published looked at. */
  void published() {
    acknowledgements.published();
  }

  private void complete(Applied applied) {
    QuarkusTransaction.requiringNew().run(() -> batches.complete(applied, Instant.now()));
  }
}
