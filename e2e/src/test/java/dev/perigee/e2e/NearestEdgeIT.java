package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.e2e.network.ClientNetwork;
import dev.perigee.e2e.network.DelayedNetworks;
import dev.perigee.e2e.network.Resolver;
import dev.perigee.testkit.PerigeeSuite;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.ScriptedOrigin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three networks of clients, three edges, and 5, 40 or 120 ms between them: each network learns to
 * use its nearest edge from nothing but its own traffic. The ways are long to the kernel, which
 * measures them. For root, since it makes network namespaces.
 */
class NearestEdgeIT {

  private static final String DOMAIN = "cdn.example";
  private static final String RESOLVER = "198.18.0.53";
  private static final List<String> EDGES = List.of("198.18.0.1", "198.18.0.2", "198.18.0.3");

  /** The nearest edge of each is the one of the same number, the second nearest the one after. */
  private static final List<ClientNetwork> NETWORKS =
      List.of(
          network("perigee-a", "100.64.7", 5, 40, 120),
          network("perigee-b", "198.51.100", 120, 5, 40),
          network("perigee-c", "203.0.113", 40, 120, 5));

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int PAGES_AFTER_THE_RETURN = 10;

  @TempDir private Path directory;

  private static ClientNetwork network(String name, String prefix, int... roundTripMillis) {
    Map<String, Duration> roundTrips = new HashMap<>();
    for (int i = 0; i < roundTripMillis.length; i++) {
      roundTrips.put(EDGES.get(i), Duration.ofMillis(roundTripMillis[i]));
    }
    return new ClientNetwork(name, prefix, roundTrips);
  }

  @Test
  void eachNetworkUsesTheEdgeThatItsTrafficShowsToBeNearest() throws Exception {
    List<String> servers = new ArrayList<>(EDGES);
    servers.add(RESOLVER);
    try (DelayedNetworks _ = DelayedNetworks.create(NETWORKS, servers);
        ScriptedOrigin origin = ScriptedOrigin.start();
        PerigeeSuite suite = PerigeeSuite.start(EDGES.size(), settings())) {
      origin.on("/page", Resource.of(Content.of("x"), "\"x\"", "max-age=600"));
      RoutedViewers viewers = new RoutedViewers(suite, distribution(suite, origin), directory);
      try (Resolver _ = Resolver.start(RESOLVER, DOMAIN, viewers.nameServer(), directory)) {
        for (int i = 0; i < NETWORKS.size(); i++) {
          awaitMeasured(viewers, NETWORKS.get(i));
          awaitSent(viewers, i, i);
        }
        suite.kill("edge-1");
        awaitSent(viewers, 0, 1);
        awaitSent(viewers, 2, 2);
        suite.start("edge-1");
        awaitSent(viewers, 0, 0);
        staysWhereItIs(viewers, NETWORKS.getFirst(), "edge-1");
      }
    }
  }

  private static Map<String, String> settings() {
    return Map.of(
        "PERIGEE_DOMAIN", DOMAIN,
        "PERIGEE_EDGE_HOST", String.join(",", EDGES),
        "PERIGEE_EDGE_REGION", "one,two,three",
        "PERIGEE_EDGE_LATENCY_INTERVAL", "1s",
        "PERIGEE_ROUTER_DNS_TTL", "1s",
        "PERIGEE_ROUTER_EXPLORATION", "0.1",
        // What else the machine does is no reason to pass an edge over here.
        "PERIGEE_ROUTER_FULL_LOAD", "1");
  }

  private static String distribution(PerigeeSuite suite, ScriptedOrigin origin) {
    String config =
        new DistributionConfig("nearest").httpOrigin("site", origin.port()).json("site");
    JsonNode made =
        World.run(suite.aws(), "create-distribution", "--distribution-config", config)
            .json()
            .path("Distribution");
    String id = made.path("Id").asText();
    assertThat(World.run(suite.aws(), "wait", "distribution-deployed", "--id", id).exitCode())
        .isZero();
    return made.path("DomainName").asText();
  }

  private static void awaitMeasured(RoutedViewers viewers, ClientNetwork network) throws Exception {
    Eventually.that(
        network.subnet() + " has measured its ways to all edges",
        LIMIT,
        () -> {
          viewers.browse(network);
          return viewers.measuredPlaces(network) == EDGES.size();
        });
    // Nothing arrives before its time, however busy the machine is.
    for (JsonNode place : viewers.decision(network).path("places")) {
      int edge = List.of("one", "two", "three").indexOf(place.path("region").asText());
      assertThat(place.at("/measured/roundTripMillis").asDouble())
          .as(place.toString())
          .isGreaterThanOrEqualTo(network.roundTripMicros(EDGES.get(edge)) / 1_000.0);
    }
  }

  private static void awaitSent(RoutedViewers viewers, int network, int edge) throws Exception {
    ClientNetwork clients = NETWORKS.get(network);
    String address = EDGES.get(edge);
    String what = clients.subnet() + " is sent to " + address;
    long from = System.nanoTime();
    Eventually.that(what, LIMIT, () -> viewers.areMostSentTo(clients, address));
    System.out.printf("%s after %.1f s%n", what, (System.nanoTime() - from) / 1e9);
    Eventually.that(
        what + " by its resolver", LIMIT, () -> viewers.resolve(clients, RESOLVER).equals(address));
  }

  private static void staysWhereItIs(RoutedViewers viewers, ClientNetwork network, String edge)
      throws Exception {
    for (int i = 0; i < PAGES_AFTER_THE_RETURN; i++) {
      viewers.browse(network);
      assertThat(viewers.decision(network).path("chosen").asText()).isEqualTo(edge);
    }
  }
}
