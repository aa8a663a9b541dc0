package dev.perigee.invalidation;

import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.outbox.OutboxRelay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Publishes stored batches as long as the service runs. */
@ApplicationScoped
class Relay {

  private final OutboxRelay relay;

  Relay(
      BatchOutbox outbox,
      @ConfigProperty(name = "perigee.kafka.bootstrap-servers") String bootstrapServers) {
    this.relay = new OutboxRelay(bootstrapServers, Topics.INVALIDATIONS, outbox);
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
