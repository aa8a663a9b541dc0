package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.NginxProcess;
import dev.perigee.testkit.PerigeeSuite;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.Viewer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guarantees 2 and 3: what viewers and edges do while parts of the suite are gone. */
@ExtendWith(World.Provider.class)
class OutageIT {

  private static final List<String> PATHS = List.of("/up/a.txt", "/up/b.txt", "/up/c.txt");

  /** In turn what is cached and what is not; more than can be asked for meanwhile. */
  private static final List<String> MIXED =
      IntStream.range(0, 20_000)
          .boxed()
          .flatMap(i -> Stream.of(PATHS.get(i % PATHS.size()), "/outage/new/" + i))
          .toList();

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final World world;
  private final PerigeeSuite suite;

  OutageIT(World world) {
    this.world = world;
    this.suite = world.suite();
  }

  @BeforeEach
  void warm() throws Exception {
    for (String path : PATHS) {
      world.origin().on(path, Resource.of(Content.of(path), "\"" + path + "\"", "max-age=600"));
      for (int edge = 0; edge < 2; edge++) {
        assertThat(world.viewer(edge).get(path).status()).isEqualTo(200);
      }
    }
  }

  private Traffic traffic() {
    return Traffic.start(List.of(world.viewer(0), world.viewer(1)), PATHS);
  }

  private static void awaitAnswers(Traffic traffic, int more) throws Exception {
    long goal = traffic.answered() + more;
    Eventually.that("traffic goes on", LIMIT, () -> traffic.answered() >= goal);
  }

  private void assertUnharmed(Traffic traffic) {
    assertThat(traffic.failures()).isEmpty();
    assertThat(traffic.answered()).isPositive();
  }

  @Test
  void oneGridServerIsKilled() throws Exception {
    try (Traffic traffic = traffic()) {
      suite.kill("infinispan-2");
      awaitAnswers(traffic, 500);
      suite.start("infinispan-2");
      world.invalidate("/up/*");
      awaitAnswers(traffic, 200);
      assertUnharmed(traffic);
    }
  }

  @Test
  void eachOriginServiceIsKilledInItsTurn() throws Exception {
    MIXED.stream()
        .filter(path -> !PATHS.contains(path))
        .forEach(path -> world.origin().on(path, Answer.ok("new")));
    try (Traffic traffic = Traffic.start(List.of(world.viewer(0), world.viewer(1)), MIXED)) {
      for (String part : List.of("origin-service", "origin-service-2")) {
        awaitAnswers(traffic, 300);
        suite.kill(part);
        awaitAnswers(traffic, 500);
        suite.start(part);
      }
      world.invalidate("/up/*");
      awaitAnswers(traffic, 200);
      assertUnharmed(traffic);
    }
  }

  @Test
  void bodiesInTheMiddleOfWhichOriginServicesAreKilledArriveWhole() throws Exception {
    String path = "/outage/large";
    Content content = Content.generated(1_000_000, 7);
    Resource object = Resource.of(content, "\"large\"", "max-age=600");
    Gate gate = new Gate();
    world.origin().on(path, request -> object.answer(request).pausingAt(300_000, gate));
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> replies =
          IntStream.range(0, 2)
              .mapToObj(edge -> viewers.submit(() -> world.viewer(edge).get(path)))
              .toList();
      gate.awaitReached();
      for (String part : List.of("origin-service", "origin-service-2")) {
        suite.kill(part);
        suite.start(part);
      }
      gate.open();
      for (Future<Reply> reply : replies) {
        assertThat(reply.get().body()).isEqualTo(content.bytes());
      }
    }
    assertThat(world.origin().requests(path))
        .as("requests for the rest")
        .hasSizeGreaterThan(1)
        .anyMatch(request -> request.head().first("Range").isPresent());
    world.origin().forgetRequests();
    assertThat(world.viewer(0).get(path).header("X-Cache")).contains("Hit from perigee");
    assertThat(world.origin().count(path)).isZero();
  }

  @Test
  void anEdgeBehindABalancerIsKilled() throws Exception {
    List<String> edges =
        IntStream.range(0, 2)
            .mapToObj(edge -> URI.create(suite.edge(edge)).getAuthority())
            .toList();
    try (NginxProcess balancer = NginxProcess.balancing(edges);
        Traffic traffic =
            Traffic.start(
                List.of(new Viewer(balancer.url(), world.distribution().domainName())), PATHS)) {
      awaitAnswers(traffic, 200);
      suite.kill("edge-2");
      awaitAnswers(traffic, 500);
      suite.start("edge-2");
      world.invalidate("/up/*");
      awaitAnswers(traffic, 200);
      assertUnharmed(traffic);
    }
  }

  @Test
  void kafkaIsKilled() throws Exception {
    try (Traffic traffic = traffic()) {
      suite.kill("kafka");
      // Beyond the lease an edge no longer trusts its cache, and asks the origin before each use.
      Eventually.that(
          "both edges revalidate", LIMIT, () -> cacheOf(0).isPresent() && cacheOf(1).isPresent());
      awaitAnswers(traffic, 200);
      suite.start("kafka");
      Eventually.that(
          "both edges trust their caches again",
          LIMIT,
          () -> cacheOf(0).isEmpty() && cacheOf(1).isEmpty());
      world.invalidate("/up/*");
      assertUnharmed(traffic);
    }
  }

  /** Present where the edge had to ask the origin about what it has. */
  private Optional<String> cacheOf(int edge) throws Exception {
    return world
        .viewer(edge)
        .get(PATHS.getFirst())
        .header("X-Cache")
        .filter(value -> value.equals("RefreshHit from perigee"));
  }

  @Test
  void theControlPlaneIsKilled() throws Exception {
    try (Traffic traffic = traffic()) {
      for (String part :
          List.of("router-service", "config-service", "invalidation-service", "postgres")) {
        suite.kill(part);
        awaitAnswers(traffic, 200);
      }
      for (String part :
          List.of("postgres", "invalidation-service", "config-service", "router-service")) {
        suite.start(part);
      }
      world.invalidate("/up/*");
      world.awaitDeployed(world.distribution().id());
      assertUnharmed(traffic);
    }
  }

  @Test
  void anEdgeStartsAndServesWithEverythingElseDown() throws Exception {
    List<String> parts =
        List.of(
            "config-service",
            "invalidation-service",
            "router-service",
            "infinispan-1",
            "infinispan-2",
            "infinispan-3",
            "kafka",
            "postgres");
    parts.forEach(suite::kill);
    suite.restart("edge-1");
    for (String path : PATHS) {
      assertThat(world.viewer(0).get(path).text()).isEqualTo(path);
    }
    parts.reversed().forEach(suite::start);
    world.invalidate("/up/*");
    assertThat(world.viewer(0).get(PATHS.getFirst()).status()).isEqualTo(200);
  }
}
