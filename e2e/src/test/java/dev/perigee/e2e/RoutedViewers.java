package dev.perigee.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.e2e.network.ClientNetwork;
import dev.perigee.e2e.network.DelayedNetworks;
import dev.perigee.e2e.network.Resolver;
import dev.perigee.testkit.PerigeeSuite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The viewers of one distribution, in several networks.
 *
 * @param directory for the output of their programs
 */
record RoutedViewers(PerigeeSuite suite, String host, Path directory) {

  private static final int ANSWERS = 15;

  /** Looks the host up for a client of this network, and loads a page from where it is sent. */
  void browse(ClientNetwork network) throws IOException, InterruptedException {
    Optional<URI> edge = edge(lookUp(network));
    if (edge.isPresent()) {
      DelayedNetworks.run(
          network, "curl", "-sS", "-m", "10", "-H", "Host: " + host, edge.get() + "/page");
    }
  }

  /** The edge's URL; empty where the address is no edge's. */
  private Optional<URI> edge(String address) {
    return StreamSupport.stream(suite.endpoints().path("edges").spliterator(), false)
        .map(edge -> URI.create(edge.path("http").asText()))
        .filter(url -> url.getHost().equals(address))
        .findFirst();
  }

  /** What the name server answers to a resolver that asks for a client of this network. */
  String lookUp(ClientNetwork network) throws IOException, InterruptedException {
    return Tool.run(
            directory,
            "dig",
            "@127.0.0.1",
            "-p",
            Integer.toString(nameServer()),
            "+short",
            "+subnet=" + network.subnet(),
            host,
            "A")
        .succeeded()
        .strip();
  }

  /** What a client is told that asks a resolver from its own network. */
  String resolve(ClientNetwork network, String resolver) throws IOException, InterruptedException {
    return DelayedNetworks.run(
            network, "dig", "@" + resolver, "-p", "" + Resolver.PORT, "+short", host, "A")
        .strip();
  }

  /** Whether most look-ups for this network yield the address; some go elsewhere, to measure. */
  boolean areMostSentTo(ClientNetwork network, String address)
      throws IOException, InterruptedException {
    int sent = 0;
    for (int i = 0; i < ANSWERS; i++) {
      sent += lookUp(network).equals(address) ? 1 : 0;
    }
    return 2 * sent > ANSWERS;
  }

  /** The router's own account of where the network is sent, and why. */
  JsonNode decision(ClientNetwork network) throws IOException, InterruptedException {
    URI uri = URI.create(suite.router() + "/decision?client=" + network.client() + "&host=" + host);
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
      return new ObjectMapper().readTree(answer);
    }
  }

  /** How many places were measured from this network itself. */
  long measuredPlaces(ClientNetwork network) throws IOException, InterruptedException {
    JsonNode places = decision(network).path("places");
    return IntStream.range(0, places.size())
        .mapToObj(i -> places.path(i).at("/measured/network").asText())
        .filter(network.subnet()::equals)
        .count();
  }

  /** The name server's port. */
  int nameServer() {
    return URI.create("dns://" + suite.endpoints().at("/router/dns").asText()).getPort();
  }
}
