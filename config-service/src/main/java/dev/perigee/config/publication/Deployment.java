package dev.perigee.config.publication;

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

/** Marks snapshots deployed as soon as every live edge has reported them in force. */
@ApplicationScoped
class Deployment {

  private final PublicationRepository publications;
  private final Acknowledgements acknowledgements;

  Deployment(PublicationRepository publications, KafkaCluster kafka) {
    this.publications = publications;
    this.acknowledgements =
        new Acknowledgements("deployment", kafka, Deployment::applied, this::deploy);
  }

  private static Position applied(EdgeStatus status) {
    return new Position(status.distributionsLog(), status.distributionsOffset());
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

  private void deploy(Applied applied) {
    QuarkusTransaction.requiringNew().run(() -> publications.deploy(applied));
  }
}
