package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Resource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Viewers are measured as they are served, and routed by that. */
@ExtendWith(World.Provider.class)
class RoutingIT {

  private static final double LONGEST_LOOPBACK_MILLIS = 100;

  private final World world;

  RoutingIT(World world) {
    this.world = world;
  }

  @Test
  void theKernelsRoundTripTimeOfViewersReachesTheRouter() throws Exception {
    world.origin().on("/routed", Resource.of(Content.of("x"), "\"r\"", "max-age=600"));
    Eventually.that(
        "a measured way",
        Duration.ofSeconds(30),
        () -> {
          world.viewer(0).get("/routed");
          return decision().at("/places/0/measured/samples").asDouble() > 0;
        });

    JsonNode measured = decision().at("/places/0/measured");
    assertThat(measured.path("network").asText()).isEqualTo("127.0.0.0/24");
    assertThat(measured.path("roundTripMillis").asDouble())
        .isGreaterThan(0)
        .isLessThan(LONGEST_LOOPBACK_MILLIS);
    assertThat(decision().path("rule").asText()).isEqualTo("NEAREST");
  }

  @Test
  void whenAnEdgeDiesViewersAreSentToAnotherWithinSeconds() throws Exception {
    String chosen = decision().path("chosen").asText();
    world.suite().kill(chosen);
    try {
      Eventually.that(
          "another edge than " + chosen,
          Duration.ofSeconds(5),
          () -> !decision().path("chosen").asText().equals(chosen));
    } finally {
      world.suite().start(chosen);
    }
    Eventually.that(
        chosen + " again",
        Duration.ofSeconds(30),
        () -> decision().path("chosen").asText().equals(chosen));
  }

  private JsonNode decision() throws IOException, InterruptedException {
    URI uri =
        URI.create(
            world.suite().router()
                + "/decision?client=127.0.0.1&host="
                + world.distribution().domainName());
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return new ObjectMapper().readTree(answer.body());
    }
  }
}
