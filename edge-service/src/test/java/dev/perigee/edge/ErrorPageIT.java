package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ErrorRule;
import dev.perigee.contracts.GeoRestriction;
import dev.perigee.contracts.Selection;
import dev.perigee.contracts.TrustedKey;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A4: custom error pages. */
class ErrorPageIT {

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    ErrorRule.Page notFound = new ErrorRule.Page("/errors/404.html", 200);
    edge =
        RunningEdge.start(
            directory,
            Map.of(),
            SnapshotBuilder.distribution("E1")
                .behaviors(
                    BehaviorBuilder.behavior("/errors/*").build(),
                    BehaviorBuilder.behavior("/uncached/*")
                        .policy(
                            Snapshots.policy(
                                Selection.NONE,
                                Selection.NONE,
                                Selection.NONE,
                                Duration.ZERO,
                                false))
                        .build(),
                    BehaviorBuilder.behavior("*").build())
                .errorRules(
                    new ErrorRule(404, Duration.ofHours(1), notFound),
                    new ErrorRule(
                        500, Duration.ZERO, new ErrorRule.Page("/errors/missing.html", 500)),
                    new ErrorRule(
                        503, Duration.ofHours(1), new ErrorRule.Page("/errors/large.html", 503)),
                    new ErrorRule(502, Duration.ofHours(1), null))
                .build(),
            SnapshotBuilder.distribution("E2")
                .geo(new GeoRestriction(GeoRestriction.Mode.ONLY, List.of("DE")))
                .errorRules(
                    new ErrorRule(
                        403, Duration.ofHours(1), new ErrorRule.Page("/errors/404.html", 451)))
                .build(),
            SnapshotBuilder.distribution("E3")
                .behaviors(
                    BehaviorBuilder.behavior("*").trusting(new TrustedKey("K1", "-")).build())
                .errorRules(
                    new ErrorRule(
                        403, Duration.ofHours(1), new ErrorRule.Page("/errors/404.html", 200)))
                .build());
    edge.on(
        "/errors/404.html",
        Answer.ok("a page").header("Cache-Control", "max-age=60").header("ETag", "\"p\""));
    edge.on("/errors/missing.html", Answer.of(410, Content.of("no such page")));
    edge.on("/errors/large.html", Answer.ok(Content.generated(2 << 20, 3)));
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
  @Tag("A4.6")
  void aPageStandsInForAnErrorAndBothAreCached() throws Exception {
    edge.on("/lost", Answer.of(404, Content.of("nothing here")));
    for (int i = 0; i < 3; i++) {
      Reply reply = edge.viewer("E1").get("/lost", "If-None-Match: \"p\"", "Range: bytes=0-0");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text()).isEqualTo("a page");
      assertThat(reply.header("X-Cache")).contains("Error from perigee");
    }
    assertThat(edge.viewer("E1").get("/lost").text()).isEqualTo("a page");
    assertThat(edge.viewer("E1").get("/lost").text()).isEqualTo("a page");
    assertThat(edge.originCount("/lost")).as("the error is kept").isOne();
    assertThat(edge.originRequests("/errors/404.html"))
        .allSatisfy(request -> assertThat(request.head().first("If-None-Match")).isEmpty());
    assertThat(edge.originCount("/errors/404.html")).isOne();
  }

  @Test
  void headHasThePagesHead() throws Exception {
    edge.on("/lost-head", Answer.of(404, Content.of("nothing here")));
    Reply reply = edge.viewer("E1").head("/lost-head");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Length")).contains("6");
    assertThat(reply.header("X-Cache")).contains("Error from perigee");
  }

  @Test
  void whatIsNotCachedHasItsPageToo() throws Exception {
    edge.on("/uncached/lost", Answer.of(404, Content.of("nothing here")));
    assertThat(edge.viewer("E1").get("/uncached/lost").text()).isEqualTo("a page");
    try (RawConnection connection = RawConnection.open(edge.url())) {
      for (int i = 0; i < 2; i++) {
        connection.send(
            "POST /uncached/lost HTTP/1.1\r\nHost: e1.example.net\r\nContent-Length: 3\r\n\r\nabc");
        Reply reply = connection.readReply("POST");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("a page");
      }
    }
  }

  @Test
  @Tag("A4.6")
  void aPageThatCannotBeHadShowsItsOwnStatusAndHasNoPageItself() throws Exception {
    edge.on("/broken", Answer.of(500, Content.of("broken")));
    Reply reply = edge.viewer("E1").get("/broken");
    assertThat(reply.status()).isEqualTo(410);
    assertThat(reply.text()).isEqualTo("no such page");
    assertThat(reply.header("X-Cache")).contains("Error from perigee");

    edge.on("/errors/missing.html", Answer.of(404, Content.of("gone as well")));
    edge.on("/broken-again", Answer.of(500, Content.of("broken")));
    assertThat(edge.viewer("E1").get("/broken-again").status()).isIn(404, 410);
  }

  @Test
  void aPageLargerThanTheCacheStreamsThrough() throws Exception {
    edge.on("/down", Answer.of(503, Content.generated(3 << 20, 4)));
    for (int i = 0; i < 2; i++) {
      Reply reply = edge.viewer("E1").get("/down");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.body()).hasSize(2 << 20);
    }
  }

  @Test
  void anErrorWithoutAPageIsShownAsItIs() throws Exception {
    edge.on("/bad-gateway", Answer.of(502, Content.of("as it is")));
    Reply reply = edge.viewer("E1").get("/bad-gateway");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.text()).isEqualTo("as it is");
  }

  @Test
  void viewersWhoAreRefusedForTheirCountryAreToldSoByThePage() throws Exception {
    Reply reply = edge.viewer("E2").get("/a");
    assertThat(reply.status()).isEqualTo(451);
    assertThat(reply.text()).isEqualTo("a page");
  }

  @Test
  void aPageThatWantsASignatureIsNotForThoseWhoHaveNone() throws Exception {
    Reply reply = edge.viewer("E3").get("/a");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text()).doesNotContain("a page");
  }
}
