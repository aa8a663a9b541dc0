package dev.perigee.edge;

import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Topics;
import dev.perigee.edge.connection.Connections;
import dev.perigee.edge.distribution.Distributions;
import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.facts.GeoDatabase;
import dev.perigee.edge.grid.GridStore;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.invalidation.Presence;
import dev.perigee.edge.invalidation.Reclaiming;
import dev.perigee.edge.latency.LatencyPublisher;
import dev.perigee.edge.latency.RoundTrips;
import dev.perigee.edge.metrics.EdgeGauges;
import dev.perigee.edge.opening.Opening;
import dev.perigee.edge.report.Reports;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.status.ProcessLoad;
import dev.perigee.edge.status.StatusPublisher;
import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.MemoryStore;
import dev.perigee.edge.tls.ServerContexts;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.eventlog.outbox.Position;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Starts the edge's parts in order, and stops them in the reverse one. */
@Singleton
public final class EdgeLifecycle {

  private final EdgeSettings settings;
  private final KafkaCluster kafka;
  private final Distributions distributions;
  private final Invalidations invalidations;
  private final GridStore grid;
  private final MemoryStore memory;
  private final Reports reports;
  private final Presence presence;
  private final Reclaiming reclaiming;
  private final ProcessLoad load = new ProcessLoad();
  private @Nullable TopicTail distributionsTail;
  private volatile @Nullable TopicTail invalidationsTail;
  private @Nullable StatusPublisher publisher;
  private @Nullable LatencyPublisher latencies;

  @Inject
  EdgeLifecycle(
      EdgeSettings settings,
      KafkaCluster kafka,
      Distributions distributions,
      Invalidations invalidations,
      GridStore grid,
      MemoryStore memory,
      Reports reports) {
    this.settings = settings;
    this.kafka = kafka;
    this.distributions = distributions;
    this.invalidations = invalidations;
    this.grid = grid;
    this.memory = memory;
    this.reports = reports;
    this.presence = new Presence(settings.lease(), System::nanoTime);
    this.reclaiming = new Reclaiming(memory, invalidations);
  }

  @Produces
  @Singleton
  Lease lease() {
    return new Lease(settings.lease(), presence, this::nanosSinceInTouch);
  }

  private OptionalLong nanosSinceInTouch() {
    TopicTail tail = invalidationsTail;
    return tail == null ? OptionalLong.empty() : tail.nanosSinceInTouch();
  }

  void start(
      @Observes StartupEvent event,
      Opening opening,
      Connections connections,
      Optional<ServerContexts> tls,
      Lease lease,
      GeoDatabase places,
      HostTable table,
      EdgeGauges gauges,
      RoundTrips roundTrips,
      BodyMemory bodies,
      Vertx vertx) {
    distributions.loadFromDisk();
    places.follow(vertx, settings.geoDatabaseCheck().toMillis());
    tls.ifPresent(contexts -> contexts.start(vertx, settings.certificatesCheck().toMillis()));
    grid.start();
    reports.start();
    connections.watch(vertx);
    gauges.show(settings, memory, bodies, table, lease, invalidations, connections::activeRequests);
    StatusPublisher status =
        new StatusPublisher(
            kafka, settings.id(), () -> status(connections, lease, opening), presence);
    publisher = status;
    invalidations.onApplied(status::changed);
    distributions.onApplied(status::changed);
    invalidationsTail = TopicTail.follow(kafka, Topics.INVALIDATIONS, invalidations);
    reclaiming.start();
    distributionsTail = TopicTail.follow(kafka, Topics.DISTRIBUTIONS, distributions);
    latencies =
        LatencyPublisher.start(kafka, settings.id(), roundTrips, settings.latencyInterval());
    opening.begin(this::tellChange);
  }

  private void tellChange() {
    if (publisher != null) {
      publisher.changed();
    }
  }

  private EdgeStatus status(Connections connections, Lease lease, Opening opening) {
    Position inForce = distributions.applied();
    Horizon applied = invalidations.horizon();
    return new EdgeStatus(
        EdgeStatus.SCHEMA,
        settings.id(),
        settings.region(),
        "http://" + settings.host() + ":" + settings.httpPort(),
        inForce.logId(),
        inForce.offset(),
        applied.logId(),
        applied.offset(),
        lease.duration(),
        lease.isHeld() && opening.isOpen() && !connections.isDraining(),
        connections.activeRequests(),
        load.latest(),
        settings.advertisedAddresses().orElse(List.of()),
        Instant.now());
  }

  /** The others hear first that no viewer is to be sent here any more. */
  void stop(@Observes ShutdownEvent event, Opening opening, Connections connections) {
    opening.close();
    connections.drain(this::tellChange);
    if (publisher != null) {
      publisher.close();
    }
    if (latencies != null) {
      latencies.close();
    }
    if (invalidationsTail != null) {
      invalidationsTail.close();
    }
    if (distributionsTail != null) {
      distributionsTail.close();
    }
    reclaiming.close();
    reports.stop();
    grid.stop();
    memory.clear();
  }
}
