package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two origins for the same content, of which one fails. */
@ExtendWith(World.Provider.class)
class OriginGroupIT {

  private final World world;

  OriginGroupIT(World world) {
    this.world = world;
  }

  @Test
  void theSecondaryAnswersForAPrimaryThatFailsAndThenForOneThatIsGone() throws Exception {
    try (ScriptedOrigin secondary = ScriptedOrigin.start()) {
      ScriptedOrigin primary = ScriptedOrigin.start();
      JsonNode made =
          world
              .cloudfront(
                  "create-distribution",
                  "--distribution-config",
                  new DistributionConfig("group")
                      .httpOrigin("first", primary.port())
                      .httpOrigin("second", secondary.port())
                      .group("both", "first", "second")
                      .json("both"))
              .path("Distribution");
      world.awaitDeployed(made.path("Id").asText());
      Viewer viewer = new Viewer(world.suite().edge(0), made.path("DomainName").asText());
      primary.on("/fine", Resource.of(Content.of("first"), "\"1\"", "max-age=600"));
      primary.on("/broken", _ -> Answer.empty(503));
      for (String path : new String[] {"/fine", "/broken", "/gone"}) {
        secondary.on(path, Resource.of(Content.of("second"), "\"2\"", "max-age=600"));
      }

      assertThat(viewer.get("/fine").text()).isEqualTo("first");
      assertThat(secondary.count("/fine")).isZero();
      assertThat(viewer.get("/broken")).satisfies(OriginGroupIT::isFromTheSecondary);
      assertThat(viewer.get("/broken").header("X-Cache")).contains("Hit from perigee");

      primary.close();
      assertThat(viewer.get("/gone")).satisfies(OriginGroupIT::isFromTheSecondary);
    }
  }

  private static void isFromTheSecondary(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("second");
    assertThat(reply.header("Cache-Status").orElseThrow()).endsWith("; origin=\"second\"");
  }
}
