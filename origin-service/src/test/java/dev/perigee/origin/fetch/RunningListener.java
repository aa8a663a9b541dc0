package dev.perigee.origin.fetch;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup;
import dev.perigee.origin.Origins;
import dev.perigee.origin.address.AddressRules;
import dev.perigee.origin.catalog.CatalogFixture;
import dev.perigee.origin.endpoint.Endpoints;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The data path of origin-service, with its listener on a port of its own. */
final class RunningListener implements AutoCloseable {

  static final OriginGate.Limits LIMITS = new OriginGate.Limits(20, 5, 100, Duration.ofMillis(500));

  static final int BODIES = 30;
  static final int WEB_SOCKETS = 4;
  static final int SHIELD_BYTES = 100_000;
  static final int WINDOW_BYTES = 50_000;
  static final Duration LINGER = Duration.ofMillis(1_500);

  /** Remembers nothing of any origin. */
  private static final PassiveHealth FORGETFUL =
      new PassiveHealth(0, Duration.ofSeconds(1), System::nanoTime);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final CatalogFixture catalog = new CatalogFixture();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ShieldMemory memory = new ShieldMemory(SHIELD_BYTES, 4 * SHIELD_BYTES, LINGER);
  private final FetchMeter meter = new FetchMeter(registry);
  private final Shield shield = new Shield(vertx, meter, memory, WINDOW_BYTES);
  private final Drain drain = new Drain();
  private final OriginGates gates;
  private final int port;

  private RunningListener(
      List<String> opened,
      List<String> endpoints,
      OriginGate.Limits limits,
      PassiveHealth health,
      @Nullable X509TrustManager trusted)
      throws Exception {
    gates =
        new OriginGates(
            new OriginGate(vertx, limits),
            new OriginGate(vertx, limits),
            new Quota(BODIES),
            new Quota(WEB_SOCKETS));
    port = freePort();
    FetchListener.Setup setup =
        new FetchListener.Setup(
            "127.0.0.1",
            port,
            catalog.catalog(),
            Endpoints.of(endpoints, InstantSource.system()),
            AddressRules.opening(opened),
            gates,
            meter,
            Duration.ofMillis(700),
            Duration.ofSeconds(2),
            2 * limits.unanswered() + BODIES + WEB_SOCKETS,
            trusted,
            shield,
            health,
            Duration.ofMillis(500),
            drain);
    vertx
        .deployVerticle(() -> new FetchListener(setup), new DeploymentOptions().setInstances(2))
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  static RunningListener start() throws Exception {
    return new RunningListener(List.of("127.0.0.0/8"), List.of(), LIMITS, FORGETFUL, null);
  }

  static RunningListener start(OriginGate.Limits limits) throws Exception {
    return new RunningListener(List.of("127.0.0.0/8"), List.of(), limits, FORGETFUL, null);
  }

  static RunningListener start(PassiveHealth health) throws Exception {
    return new RunningListener(List.of("127.0.0.0/8"), List.of(), LIMITS, health, null);
  }

  static RunningListener start(X509TrustManager trusted) throws Exception {
    return new RunningListener(
        List.of("127.0.0.0/8", "::1"), List.of(), LIMITS, FORGETFUL, trusted);
  }

  static RunningListener startWithEndpoints(String... endpoints) throws Exception {
    return new RunningListener(List.of(), List.of(endpoints), LIMITS, FORGETFUL, null);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  Drain drain() {
    return drain;
  }

  void knows(Origin origin) {
    catalog.put(origin);
  }

  /** Makes these the group {@code g1}. */
  void knows(
      Origin primary, Origin secondary, OriginGroup.SelectionCriteria selection, int... statuses) {
    catalog.put(
        List.of(primary, secondary),
        new OriginGroup(
            "group",
            "g1",
            primary.id(),
            secondary.id(),
            Arrays.stream(statuses).boxed().toList(),
            selection));
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

  /** Waits until so many bytes are kept for edges that may come; fails where that does not come. */
  void awaitKept(int expected) throws InterruptedException {
    await(() -> (int) memory.taken(), expected, "bytes kept");
  }

  /** Waits until so many requests have joined another one's fetch. */
  void awaitJoined(int expected) throws InterruptedException {
    Counter counter = registry.get("perigee.origin.joined").counter();
    await(() -> (int) counter.count(), expected, "joined");
  }

  int failedOver(String cause) {
    return (int) registry.get("perigee.origin.failovers").tag("cause", cause).counter().count();
  }

  /** Waits until so many requests are under way or waiting; fails where that does not come. */
  void awaitUnderWay(int expected) throws InterruptedException {
    await(gates.requests()::size, expected, "under way");
  }

  /** Waits until so many WebSockets are open. */
  void awaitWebSockets(int expected) throws InterruptedException {
    await(gates.webSockets()::taken, expected, "WebSockets");
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
