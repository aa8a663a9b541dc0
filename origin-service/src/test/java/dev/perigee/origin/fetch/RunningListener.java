package dev.perigee.origin.fetch;

import dev.perigee.contracts.Origin;
import dev.perigee.origin.Origins;
import dev.perigee.origin.address.AddressRules;
import dev.perigee.origin.catalog.CatalogFixture;
import dev.perigee.origin.endpoint.Endpoints;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The data path of origin-service, with its listener on a port of its own. */
final class RunningListener implements AutoCloseable {

  static final OriginGate.Limits LIMITS = new OriginGate.Limits(20, 5, 100, Duration.ofMillis(500));

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final CatalogFixture catalog = new CatalogFixture();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OriginGate gate;
  private final int port;

  private RunningListener(List<String> opened, List<String> endpoints, OriginGate.Limits limits)
      throws Exception {
    gate = new OriginGate(vertx, limits);
    port = freePort();
    FetchListener.Setup setup =
        new FetchListener.Setup(
            "127.0.0.1",
            port,
            catalog.catalog(),
            Endpoints.of(endpoints, InstantSource.system()),
            AddressRules.opening(opened),
            gate,
            new FetchMeter(registry),
            Duration.ofMillis(700),
            Duration.ofSeconds(2),
            limits.perOrigin());
    vertx
        .deployVerticle(new FetchListener(setup))
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  static RunningListener start() throws Exception {
    return new RunningListener(List.of("127.0.0.0/8"), List.of(), LIMITS);
  }

  static RunningListener start(OriginGate.Limits limits) throws Exception {
    return new RunningListener(List.of("127.0.0.0/8"), List.of(), limits);
  }

  static RunningListener startWithEndpoints(String... endpoints) throws Exception {
    return new RunningListener(List.of(), List.of(endpoints), LIMITS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  void knows(Origin origin) {
    catalog.put(origin);
  }

  /** Makes this the origin {@code f1}. */
  Origins at(RawOrigin origin) {
    return Origins.http("127.0.0.1", origin.port());
  }

  EdgeConnection connect() throws IOException {
    return new EdgeConnection(port);
  }

  /** Waits until so many fetches have ended so; fails where that does not come. */
  void awaitEnded(String outcome, int expected) throws InterruptedException {
    Counter counter = registry.get("perigee.origin.fetches").tag("outcome", outcome).counter();
    await(() -> (int) counter.count(), expected, outcome);
  }

  /** Waits until so many requests are under way or waiting; fails where that does not come. */
  void awaitUnderWay(int expected) throws InterruptedException {
    await(gate::size, expected, "under way");
  }

  private static void await(IntSupplier count, int expected, String what)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (count.getAsInt() != expected) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + ": " + count.getAsInt() + " (expected: " + expected + ")");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
