package dev.perigee.edge;

import static dev.perigee.edge.distribution.BehaviorBuilder.behavior;
import static dev.perigee.edge.distribution.Snapshots.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Behavior.ViewerProtocol;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudFront's rules as a viewer of a packaged edge sees them (cloudfront.md, A1 to A5). */
class CloudFrontRulesIT {

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    Selection some = new Selection(Selection.Mode.ONLY, List.of("a"));
    Selection languages = new Selection(Selection.Mode.ONLY, List.of("accept-language"));
    edge =
        RunningEdge.start(
            directory,
            Map.of(),
            SnapshotBuilder.distribution("E1")
                .behaviors(
                    behavior("/all/b*")
                        .policy(policy(Selection.NONE, Selection.NONE, Selection.ALL))
                        .build(),
                    behavior("/all*").policy(policy(languages, Selection.NONE, some)).build(),
                    behavior("cookies/*")
                        .policy(policy(Selection.NONE, some, Selection.NONE))
                        .build(),
                    behavior("/secure/*").viewerProtocol(ViewerProtocol.HTTPS_ONLY).build(),
                    behavior("/moved/*").viewerProtocol(ViewerProtocol.REDIRECT_TO_HTTPS).build(),
                    behavior("/read/*").allowing("GET", "HEAD").build(),
                    behavior("/options/*").cachingOptions().build(),
                    behavior("/off/*")
                        .policy(
                            policy(
                                Selection.NONE,
                                Selection.NONE,
                                Selection.NONE,
                                Duration.ZERO,
                                false))
                        .build(),
                    behavior("*").build())
                .build());
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      edge.assertQuiet();
    } finally {
      edge.close();
    }
  }

  /** A query at the origin tells which behaviour served the request. */
  @Test
  @Tag("A1.1")
  @Tag("A1.2")
  void theFirstBehaviourThatMatchesServesTheRequest() throws Exception {
    assertThat(targetAtOrigin("/all/b/x?a=1&c=2")).isEqualTo("/all/b/x?a=1&c=2");
    assertThat(targetAtOrigin("/all/c?a=1&c=2")).isEqualTo("/all/c?a=1");
    assertThat(targetAtOrigin("/ALL/b?a=1&c=2")).isEqualTo("/ALL/b");
    assertThat(targetAtOrigin("/other?a=1&c=2")).isEqualTo("/other");
  }

  @Test
  @Tag("A1.3")
  void aPathIsNormalisedForMatchingAndSentAsItIs() throws Exception {
    assertThat(targetAtOrigin("/all/b/..?a=1&c=2")).isEqualTo("/all/b/..?a=1");
    assertThat(targetAtOrigin("//all//b/./x?c=2")).isEqualTo("//all//b/./x?c=2");
  }

  @Test
  @Tag("A1.5")
  void httpIsRedirectedOrRefusedWhereTheBehaviourSaysSo() throws Exception {
    Reply moved = get("/moved/x?y=1");
    assertThat(moved.status()).isEqualTo(301);
    assertThat(moved.header("Location")).contains("https://e1.example.net/moved/x?y=1");
    assertThat(moved.header("X-Cache")).contains("Redirect from perigee");
    assertThat(get("/secure/x").status()).isEqualTo(403);
  }

  @Test
  @Tag("A1.6")
  void methodsThatAreNotAllowedAreRefused() throws Exception {
    edge.on("/read/x", Answer.ok("body"));
    assertThat(get("/read/x").status()).isEqualTo(200);
    assertThat(request("POST", "/read/x").status()).isEqualTo(403);
    assertThat(request("OPTIONS", "/read/x").status()).isEqualTo(403);
    assertThat(edge.originCount("/read/x")).isOne();
  }

  @Test
  @Tag("A1.6")
  void optionsIsCachedWhereThatIsChosenAsAnObjectOfItsOwn() throws Exception {
    edge.on("/options/x", request -> Answer.ok(request.method()));
    for (int i = 0; i < 2; i++) {
      assertThat(get("/options/x").text()).isEqualTo("GET");
      assertThat(request("OPTIONS", "/options/x").text()).isEqualTo("OPTIONS");
    }
    assertThat(edge.originCount("/options/x")).isEqualTo(2);
  }

  @Test
  @Tag("A2.2")
  void whatThePolicyNamesTellsObjectsApartAndNothingElse() throws Exception {
    edge.on("/all/c", Answer.ok("body"));
    get("/all/c?a=1", "Accept-Language: de", "Accept: x");
    get("/all/c?b=1&a=1", "accept-language: de", "Accept: y", "Cookie: a=1");
    assertThat(edge.originCount("/all/c")).isOne();
    get("/all/c?a=2", "Accept-Language: de");
    get("/all/c?a=1", "Accept-Language: fr");
    assertThat(edge.originCount("/all/c")).isEqualTo(3);
    Received last = edge.originRequests("/all/c").getLast();
    assertThat(last.head().first("Accept-Language")).contains("fr");
    assertThat(last.head().first("Accept")).isEmpty();
  }

  @Test
  @Tag("A2.2")
  void namedCookiesTellObjectsApart() throws Exception {
    edge.on("/cookies/x", Answer.ok("body"));
    get("/cookies/x", "Cookie: a=1; b=2");
    get("/cookies/x", "Cookie: c=3; a=1");
    get("/cookies/x", "Cookie: a=2");
    assertThat(edge.originCount("/cookies/x")).isEqualTo(2);
    assertThat(edge.originRequests("/cookies/x").getLast().head().first("Cookie")).contains("a=2");
  }

  @Test
  @Tag("A3.3")
  void aViewersCacheControlChangesNothing() throws Exception {
    edge.on("/insistent", Answer.ok("body"));
    get("/insistent");
    Reply second = get("/insistent", "Cache-Control: no-cache", "Pragma: no-cache");
    assertThat(second.header("X-Cache")).contains("Hit from perigee");
    assertThat(edge.originCount("/insistent")).isOne();
  }

  @Test
  @Tag("A3.4")
  void anExpiredObjectIsUsedWhileItIsGotAnew() throws Exception {
    CachedObject object = new CachedObject(edge, "E1", "/lapsed");
    object.gives(
        CachedObject.answer("max-age=1, stale-while-revalidate=100"),
        Answer.ok("new").header("Cache-Control", "max-age=100"));
    object.get();
    Await.until("it has expired", () -> object.asked() == 2 || isLapsed(object.get()));
    Await.until("it is new", () -> object.get().text().equals("new"));
    assertThat(object.asked()).isEqualTo(2);
  }

  private static boolean isLapsed(Reply reply) {
    return reply.header("Cache-Status").orElse("").contains("stale-while-revalidate");
  }

  @Test
  @Tag("A3.6")
  void aFailingOriginIsLeftAloneWhileAnExpiredObjectStandsIn() throws Exception {
    CachedObject object = new CachedObject(edge, "E1", "/failing");
    object.gives(CachedObject.answer("max-age=0").header("ETag", "\"1\""), Answer.empty(503));
    object.get();
    for (int i = 0; i < 3; i++) {
      Reply reply = object.get();
      assertThat(reply.text()).isEqualTo("body");
      assertThat(reply.header("Cache-Status").orElse("")).contains("detail=stale-if-error");
    }
    assertThat(object.asked()).as("asked again only after the error's minimum").isEqualTo(2);
  }

  @Test
  @Tag("A3.5")
  void anOriginMayForbidStandingIn() throws Exception {
    CachedObject object = new CachedObject(edge, "E1", "/honest");
    object.gives(
        CachedObject.answer("max-age=0, stale-if-error=0").header("ETag", "\"1\""),
        Answer.empty(503));
    object.get();
    assertThat(object.get().status()).isEqualTo(503);
  }

  @Test
  @Tag("A3.6")
  void aClientsErrorIsPassedOnWhateverIsStored() throws Exception {
    CachedObject object = new CachedObject(edge, "E1", "/gone");
    object.gives(CachedObject.answer("max-age=0").header("ETag", "\"1\""), Answer.empty(404));
    object.get();
    assertThat(object.get().status()).isEqualTo(404);
  }

  @Test
  @Tag("A4.1")
  @Tag("A4.2")
  void someErrorsAreCachedAndOthersAreNot() throws Exception {
    CachedObject missing = new CachedObject(edge, "E1", "/missing").gives(Answer.empty(404));
    missing.isReused();
    CachedObject denied = new CachedObject(edge, "E1", "/denied").gives(Answer.empty(403));
    denied.isNotReused();
  }

  @Test
  @Tag("A4.5")
  @Tag("A5.2")
  void withoutTimeNothingIsCachedAndNothingCollapsed() throws Exception {
    new CachedObject(edge, "E1", "/off/missing").gives(Answer.empty(404)).isNotReused();
    assertThat(requestsThatMeet("/off/x")).isEqualTo(2);
  }

  @Test
  @Tag("A5.2")
  void requestsDoNotCollapseWhereCookiesAreForwarded() throws Exception {
    assertThat(requestsThatMeet("/cookies/meet")).isEqualTo(2);
  }

  /** How many requests reach the origin of two that are made at once. */
  private static int requestsThatMeet(String path) throws Exception {
    Gate gate = new Gate();
    edge.on(path, Answer.ok("body").pausingAt(1, gate));
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> first = viewers.submit(() -> get(path));
      gate.awaitReached();
      Future<Reply> second = viewers.submit(() -> get(path));
      Await.until("both are asked for", () -> edge.originCount(path) == 2);
      gate.open();
      assertThat(first.get().text()).isEqualTo("body");
      assertThat(second.get().text()).isEqualTo("body");
    }
    return edge.originCount(path);
  }

  private static String targetAtOrigin(String target) throws Exception {
    get(target);
    int query = target.indexOf('?');
    return edge.originRequests(target.substring(0, query)).getLast().target();
  }

  private static Reply get(String target, String... fields) throws Exception {
    return edge.viewer("E1").get(target, fields);
  }

  private static Reply request(String method, String target) throws Exception {
    return edge.viewer("E1").request(method, target);
  }
}
