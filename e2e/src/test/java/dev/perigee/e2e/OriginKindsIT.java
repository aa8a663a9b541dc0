package dev.perigee.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.testkit.NginxProcess;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Viewer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real servers as origins: nginx, and an S3 server that names buckets in front of its host. */
@ExtendWith(World.Provider.class)
class OriginKindsIT {

  private static final String BUCKET = "west-bucket";

  private final World world;

  OriginKindsIT(World world) {
    this.world = world;
  }

  @Test
  void whatNginxAnswersIsPassedOnAsItIs() throws Exception {
    byte[] body = "<p>from nginx</p>".repeat(200).getBytes(UTF_8);
    try (NginxProcess nginx =
        NginxProcess.start(
            """
            gzip on;
            gzip_min_length 1;
            location = /moved { return 302 /elsewhere; }
            location = /asked { default_type text/plain; return 200 "$host $http_range"; }
            """)) {
      nginx.put("page.html", body);
      Viewer viewer =
          viewerOf(new DistributionConfig("nginx").httpOrigin("site", nginx.port()).json("site"));

      Reply whole = viewer.get("/page.html");
      assertThat(whole.status()).isEqualTo(200);
      assertThat(whole.body()).isEqualTo(body);
      assertThat(whole.header("Content-Type")).contains("text/html");
      String etag = whole.header("ETag").orElseThrow();

      assertThat(viewer.get("/page.html", "If-None-Match: " + etag).status()).isEqualTo(304);
      Reply part = viewer.get("/page.html", "Range: bytes=3-6");
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(body, 3, 7));
      assertThat(part.header("X-Cache")).contains("Hit from perigee");

      Reply moved = viewer.get("/moved");
      assertThat(moved.status()).isEqualTo(302);
      assertThat(moved.header("Location").orElseThrow()).endsWith("/elsewhere");
      assertThat(viewer.get("/asked").text()).isEqualTo("localhost ");
      assertThat(viewer.get("/no-such-file").status()).isEqualTo(404);

      // Each event loop of the edge has its own connections, by each origin-service.
      int ways = World.ORIGIN_SERVICES * Runtime.getRuntime().availableProcessors();
      Set<String> connections = new HashSet<>();
      for (int page = 0; page <= ways; page++) {
        nginx.put(page + ".html", body);
        connections.add(connection(viewer.get("/" + page + ".html")));
      }
      assertThat(connections)
          .as("connections to the origin, which are kept")
          .hasSizeLessThanOrEqualTo(ways);
    }
  }

  private static String connection(Reply reply) {
    return reply.header("X-Connection").orElseThrow().split("/")[0];
  }

  @Test
  void aBucketInFrontOfTheHostNameIsReadWithASignature() throws Exception {
    world.s3().put(BUCKET, "films/a film+1.txt", "a film".getBytes(UTF_8));
    String accessControl =
        world
            .cloudfront(
                "create-origin-access-control",
                "--origin-access-control-config",
                """
                {"Name": "west", "SigningProtocol": "sigv4", "SigningBehavior": "always",
                 "OriginAccessControlOriginType": "s3"}
                """)
            .at("/OriginAccessControl/Id")
            .asText();
    Viewer viewer =
        viewerOf(
            new DistributionConfig("west")
                .s3Origin("west", BUCKET, "eu-west-1", accessControl)
                .json("west"));

    assertThat(viewer.get("/films/a%20film%2B1.txt").text()).isEqualTo("a film");
    assertThat(viewer.get("/films/none.txt").status()).isEqualTo(404);
  }

  private Viewer viewerOf(String configuration) {
    JsonNode made =
        world
            .cloudfront("create-distribution", "--distribution-config", configuration)
            .path("Distribution");
    world.awaitDeployed(made.path("Id").asText());
    return new Viewer(world.suite().edge(0), made.path("DomainName").asText());
  }
}
