package dev.perigee.origin;

import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.origin.address.AddressRules;
import dev.perigee.origin.catalog.CatalogFollower;
import dev.perigee.origin.catalog.OriginCatalog;
import dev.perigee.origin.endpoint.Endpoints;
import dev.perigee.origin.fetch.Drain;
import dev.perigee.origin.fetch.FetchListener;
import dev.perigee.origin.fetch.FetchMeter;
import dev.perigee.origin.fetch.OriginGate;
import dev.perigee.origin.fetch.OriginGates;
import dev.perigee.origin.fetch.PassiveHealth;
import dev.perigee.origin.fetch.Quota;
import dev.perigee.origin.fetch.Shield;
import dev.perigee.origin.fetch.ShieldMemory;
import dev.perigee.origin.tls.TrustedAuthorities;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts the parts together, starts them, and stops them in the opposite order. */
@ApplicationScoped
class OriginService {

  private static final Logger LOG = Logger.getLogger(OriginService.class);
  private static final long START_SECONDS = 10;

  private final Vertx vertx;
  private final OriginConfig config;
  private final KafkaCluster kafka;
  private final MeterRegistry registry;
  private final OriginCatalog catalog;
  private final Drain drain = new Drain();

  private volatile @Nullable CatalogFollower follower;
  private volatile boolean listening;

  @Inject
  OriginService(Vertx vertx, OriginConfig config, KafkaCluster kafka, MeterRegistry registry) {
    this.vertx = vertx;
    this.config = config;
    this.kafka = kafka;
    this.registry = registry;
    this.catalog =
        new OriginCatalog(
            config.supersededRetention(), config.maxSuperseded(), InstantSource.system());
  }

  void start(@Observes StartupEvent event)
      throws InterruptedException, ExecutionException, TimeoutException {
    follower =
        CatalogFollower.start(catalog, config.stateDirectory(), kafka, InstantSource.system());
    OriginGates gates = gates();
    FetchMeter meter = new FetchMeter(registry);
    ShieldMemory memory =
        new ShieldMemory(
            config.shieldBodyBytes(), config.shieldMemoryBytes(), config.shieldLinger());
    Shield shield = new Shield(vertx, meter, memory, config.shieldWindowBytes());
    gauges(gates, shield, memory);
    FetchListener.Setup setup =
        new FetchListener.Setup(
            config.host(),
            config.port(),
            catalog,
            Endpoints.of(config.endpoints().orElse(List.of()), InstantSource.system()),
            AddressRules.opening(config.allowedNetworks().orElse(List.of())),
            gates,
            meter,
            config.definitionWait(),
            config.edgeStallLimit(),
            config.maxRequests() + config.maxHeld() + config.maxBodies() + config.maxWebSockets(),
            config.trustedCertificates().map(TrustedAuthorities::with).orElse(null),
            shield,
            new PassiveHealth(
                config.passiveHealthFailures(), config.passiveHealthPause(), System::nanoTime),
            config.mediaQualityWait(),
            drain);
    vertx
        .deployVerticle(
            () -> new FetchListener(setup),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .toCompletionStage()
        .toCompletableFuture()
        .get(START_SECONDS, TimeUnit.SECONDS);
    listening = true;
    LOG.infof(
        "listening for edges on %s:%d, %s transport, %d origin definitions from disk",
        config.host(),
        config.port(),
        vertx.isNativeTransportEnabled() ? "native" : "Java",
        catalog.size());
  }

  private OriginGates gates() {
    return new OriginGates(
        new OriginGate(
            vertx,
            new OriginGate.Limits(
                config.maxRequestsPerOrigin(),
                config.maxWaitingPerOrigin(),
                config.maxRequests(),
                config.waitLimit())),
        new OriginGate(
            vertx,
            new OriginGate.Limits(
                config.maxHeldPerOrigin(),
                config.maxWaitingPerOrigin(),
                config.maxHeld(),
                config.waitLimit())),
        new Quota(config.maxBodies()),
        new Quota(config.maxWebSockets()));
  }

  private void gauges(OriginGates gates, Shield shield, ShieldMemory memory) {
    Gauge.builder("perigee.origin.shield.fetches", shield, Shield::size)
        .description("Origin requests that others may join now")
        .register(registry);
    Gauge.builder("perigee.origin.shield.bytes", memory, ShieldMemory::taken)
        .description("Bytes kept of shared responses")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("perigee.origin.requests", gates.requests(), OriginGate::size)
        .description("Requests under way and waiting")
        .register(registry);
    Gauge.builder("perigee.origin.held", gates.held(), OriginGate::size)
        .description("Requests whose answers origins may hold back, under way and waiting")
        .register(registry);
    Gauge.builder("perigee.origin.bodies", gates.bodies(), Quota::taken)
        .description("Responses whose bodies are on their way")
        .register(registry);
    Gauge.builder("perigee.origin.web.sockets", gates.webSockets(), Quota::taken)
        .description("WebSockets open")
        .register(registry);
    Gauge.builder("perigee.origin.definitions", catalog, OriginCatalog::size)
        .description("Origin definitions known, superseded ones included")
        .register(registry);
  }

  void stop(@Observes ShutdownEvent event) {
    listening = false;
    drain.await(config.drainTimeout());
    CatalogFollower started = follower;
    if (started != null) {
      started.close();
    }
  }

  boolean isListening() {
    return listening;
  }

  int definitions() {
    return catalog.size();
  }

  OptionalLong nanosSinceInTouch() {
    CatalogFollower started = follower;
    return started == null ? OptionalLong.empty() : started.nanosSinceInTouch();
  }
}
