package dev.perigee.config.publication;

import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.eventlog.outbox.OutboxRelay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Publishes snapshots as long as the service runs. */
@ApplicationScoped
class Relay {

  private final OutboxRelay relay;

  Relay(SnapshotOutbox outbox, KafkaCluster kafka) {
    this.relay = new OutboxRelay(kafka, Topics.DISTRIBUTIONS, outbox);
  }

  void start(@Observes StartupEvent event) {
    relay.start();
  }

  void stop(@Observes ShutdownEvent event) {
    relay.close();
  }

  /** Has what was just committed published at once. */
  void wake() {
    relay.wake();
  }
}
