package dev.perigee.edge.metrics;

import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.MemoryStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What an edge holds at the moment. */
@Singleton
public final class EdgeGauges {

  private final MeterRegistry registry;

  @Inject
  public EdgeGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Tells of these parts from now on. */
  public void show(
      EdgeSettings settings,
      MemoryStore memory,
      BodyMemory bodies,
      HostTable table,
      Lease lease,
      Invalidations invalidations,
      IntSupplier activeRequests) {
    gauge("perigee.edge.memory.bytes", "Bytes of the memory cache in use", memory::bytes);
    gauge(
        "perigee.edge.memory.max.bytes",
        "Bytes that the memory cache may take",
        () -> settings.memory().maxBytes());
    gauge(
        "perigee.edge.memory.body.bytes",
        "Bytes of bodies that are stored, or still being sent to viewers",
        bodies::bytes);
    gauge("perigee.edge.memory.objects", "Objects in the memory cache", memory::size);
    gauge("perigee.edge.distributions", "Distributions in force", () -> table.all().size());
    gauge(
        "perigee.edge.requests.active", "Requests that are being served", activeRequests::getAsInt);
    gauge(
        "perigee.edge.in.touch",
        "1 while the edge trusts its cache, 0 while it revalidates",
        () -> lease.isHeld() ? 1 : 0);
    gauge(
        "perigee.edge.invalidations.remembered",
        "Paths, prefixes and tags that are remembered as invalidated",
        invalidations::remembered);
    gauge(
        "perigee.edge.invalidations.bytes", "Bytes of heap that these take", invalidations::bytes);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }
}
