package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.contracts.ResponseHeaders.Cors;
import dev.perigee.contracts.ResponseHeaders.SetHeader;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A7: response headers policies through a real edge. */
class ResponseHeadersIT {

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    ResponseHeaders policy =
        new ResponseHeaders(
            "p",
            new Cors(
                List.of("https://*.example.org"),
                List.of("*"),
                List.of("GET", "PUT"),
                List.of("etag"),
                true,
                60,
                true),
            List.of(
                new SetHeader("X-Frame-Options", "DENY", true),
                new SetHeader("Cache-Control", "no-store", true)),
            List.of("x-powered-by"),
            0.0);
    edge =
        RunningEdge.start(
            directory,
            Map.of(),
            SnapshotBuilder.distribution("E1")
                .behaviors(
                    BehaviorBuilder.behavior("/plain").build(),
                    BehaviorBuilder.behavior("*").cachingOptions().responseHeaders(policy).build())
                .build());
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void nothingIsLeftUnderWay() throws Exception {
    edge.assertQuiet();
  }

  @Test
  @Tag("A7.7")
  void everyKindOfAnswerHasThem() throws Exception {
    edge.on(
        "/a",
        Answer.ok("0123456789")
            .header("Cache-Control", "max-age=60")
            .header("ETag", "\"1\"")
            .header("X-Powered-By", "origin"));
    Reply miss = edge.viewer("E1").get("/a", "Origin: https://a.example.org");
    Reply hit = edge.viewer("E1").get("/a", "Origin: https://b.example.org");
    Reply unchanged = edge.viewer("E1").get("/a", "If-None-Match: \"1\"");
    Reply part = edge.viewer("E1").get("/a", "Range: bytes=0-1");
    assertThat(hit.header("X-Cache"))
        .as("headers do not touch the cache")
        .contains("Hit from perigee");
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(part.status()).isEqualTo(206);
    assertThat(List.of(miss, hit, unchanged, part))
        .allSatisfy(reply -> {
          assertThat(reply.header("X-Frame-Options")).contains("DENY");
          assertThat(reply.header("Cache-Control")).contains("no-store");
          assertThat(reply.header("Vary")).contains("Origin");
          assertThat(reply.header("X-Powered-By")).isEmpty();
        });
    assertThat(miss.header("Access-Control-Allow-Origin")).contains("https://a.example.org");
    assertThat(hit.header("Access-Control-Allow-Origin")).contains("https://b.example.org");
    assertThat(hit.header("Access-Control-Allow-Credentials")).contains("true");
    assertThat(unchanged.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aPreflightIsAnsweredWithWhatThePolicyAllowsFromTheCacheToo() throws Exception {
    edge.on("/b", Answer.ok("").header("Cache-Control", "max-age=60"));
    for (String expected : List.of("Miss", "Hit")) {
      Reply preflight =
          edge.viewer("E1")
              .request(
                  "OPTIONS",
                  "/b",
                  "Origin: https://a.example.org",
                  "Access-Control-Request-Method: PUT");
      assertThat(preflight.header("X-Cache")).contains(expected + " from perigee");
      assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET, PUT");
      assertThat(preflight.header("Access-Control-Allow-Headers")).contains("*");
      assertThat(preflight.header("Access-Control-Max-Age")).contains("60");
    }
  }

  @Test
  @Tag("A7.7")
  void whoAsksLearnsHowTheAnswerCameAbout() throws Exception {
    edge.on("/c", Answer.ok("c").header("Server-Timing", "db;dur=5"));
    Reply miss = edge.viewer("E1").get("/c", "Pragma: server-timing");
    assertThat(miss.header("Server-Timing").orElse(""))
        .matches(
            "cdn-upstream-layer;desc=\"REC\",cdn-upstream-fbl;dur=\\d+,cdn-cache-miss,"
                + "cdn-pop;desc=\"edge-1\",cdn-rid;desc=\"[\\w-]+\",cdn-downstream-fbl;dur=\\d+,"
                + " db;dur=5");
    Reply hit = edge.viewer("E1").get("/c", "Pragma: server-timing");
    assertThat(hit.header("Server-Timing").orElse(""))
        .startsWith("cdn-cache-hit,")
        .doesNotContain("db;");
    assertThat(edge.viewer("E1").get("/c").header("Server-Timing")).contains("db;dur=5");
  }

  @Test
  void aBehaviourWithoutAPolicyChangesNothing() throws Exception {
    edge.on("/plain", Answer.ok("p").header("X-Powered-By", "origin"));
    Reply reply = edge.viewer("E1").get("/plain", "Origin: https://a.example.org");
    assertThat(reply.header("X-Powered-By")).contains("origin");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(reply.header("X-Frame-Options")).isEmpty();
  }
}
