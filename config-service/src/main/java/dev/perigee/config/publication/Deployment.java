package dev.perigee.config.publication;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Marks snapshots deployed as soon as every live edge has reported them in force.
 *
 * <p>Woken by each status and by each publication; looks again each second, since an edge may also
 * cease to be live. The statuses are followed with a {@link TopicTail}, not with a messaging
 * channel, because only a tail tells silent edges from a lost broker.
 */
@ApplicationScoped
class Deployment {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final PublicationRepository publications;
  private final String bootstrapServers;
  private final LiveEdges edges = new LiveEdges();
  private final Repeater repeater = new Repeater("deployment", this::step);
  private volatile @Nullable TopicTail statuses;

  Deployment(
      PublicationRepository publications,
      @ConfigProperty(name = "perigee.kafka.bootstrap-servers") String bootstrapServers) {
    this.publications = publications;
    this.bootstrapServers = bootstrapServers;
  }

  void start(@Observes StartupEvent event) {
    statuses = TopicTail.follow(bootstrapServers, Topics.EDGES, new StatusListener());
    repeater.start();
  }

  void stop(@Observes ShutdownEvent event) {
    repeater.close();
    TopicTail following = statuses;
    if (following != null) {
      following.close();
    }
  }

  void wake() {
    repeater.wake();
  }

  private Duration step() {
    TopicTail following = statuses;
    OptionalLong inTouch = following == null ? OptionalLong.empty() : following.nanosSinceInTouch();
    OptionalLong applied = edges.appliedByAll(System.nanoTime(), inTouch);
    if (applied.isPresent()) {
      QuarkusTransaction.requiringNew().run(() -> publications.deploy(applied.getAsLong()));
    }
    return TICK;
  }

  private final class StatusListener implements TopicListener {

    @Override
    public void started(String logId, long firstOffset) {
      // Statuses are repeated each second: nothing is lost with an older log.
    }

    @Override
    public void record(long offset, String edgeId, byte @Nullable [] value) {
      if (value == null) {
        edges.left(edgeId);
      } else {
        edges.heard(ContractJson.read(value, EdgeStatus.class), System.nanoTime());
      }
      repeater.wake();
    }
  }
}
