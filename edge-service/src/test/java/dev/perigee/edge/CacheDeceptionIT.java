package dev.perigee.edge;

import static dev.perigee.edge.distribution.BehaviorBuilder.behavior;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Paths that an origin may read otherwise than the edge does. The origin here takes every path for
 * the account's page, and says that it may be cached; with the session's cookie, the page is
 * private.
 *
 * <p>The path that chooses the rule is the one by which the object is stored and for which the
 * origin is asked, so that a rule which caches never lets a cookie through, whatever the origin
 * makes of the path.
 */
class CacheDeceptionIT {

  private static final String SECRET = "the secret of the victim";
  private static final String NOTHING = "please log in";
  private static final Selection ALL = Selection.ALL;

  /** In this order, the private rule comes first. */
  private static final String PRIVATE_FIRST = "E1";

  /** Here the static ones do. */
  private static final String STATIC_FIRST = "E2";

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    Behavior account =
        behavior("/account*")
            .policy(caching(Duration.ZERO))
            .forwarding(new Forwarding(Selection.NONE, ALL, ALL, List.of()))
            .build();
    Behavior styles = behavior("*.css").policy(caching(Duration.ofHours(1))).build();
    Behavior files = behavior("/static/*").policy(caching(Duration.ofHours(1))).build();
    Behavior rest = behavior("*").policy(caching(Duration.ofHours(1))).build();
    edge =
        RunningEdge.start(
            directory,
            Map.of(),
            SnapshotBuilder.distribution(PRIVATE_FIRST)
                .behaviors(account, styles, files, rest)
                .build(),
            SnapshotBuilder.distribution(STATIC_FIRST)
                .behaviors(styles, files, account, rest)
                .build());
    edge.on("/other", Answer.ok("other"));
  }

  private static CachePolicy caching(Duration atLeast) {
    return new CachePolicy(
        "p",
        CachePolicy.Semantics.CLOUDFRONT,
        atLeast,
        atLeast,
        atLeast,
        Selection.NONE,
        List.of(),
        Selection.NONE,
        Selection.NONE,
        false,
        false);
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void othersAreServedAndNothingIsLeftUnderWay() throws Exception {
    assertThat(edge.viewer(PRIVATE_FIRST).get("/other").text()).isEqualTo("other");
    edge.assertQuiet();
  }

  @ParameterizedTest
  @CsvSource({
    "/account, PRIVATE, PRIVATE",
    "/account;x.css, PRIVATE, STATIC",
    "/account%3Bx.css, PRIVATE, STATIC",
    "/account%3bx.css, PRIVATE, STATIC",
    "/account%00.css, PRIVATE, STATIC",
    "/account%0A.css, PRIVATE, STATIC",
    "/account%0d%0a.css, PRIVATE, STATIC",
    "/account%09.css, PRIVATE, STATIC",
    "/account%23.css, PRIVATE, STATIC",
    "/account%3Fx.css, PRIVATE, STATIC",
    "/account%2Fx.css, PRIVATE, STATIC",
    "/account%252Fx.css, PRIVATE, STATIC",
    "/account%5Cx.css, PRIVATE, STATIC",
    "/account\\x.css, PRIVATE, STATIC",
    "/account., PRIVATE, PRIVATE",
    "/account/, PRIVATE, PRIVATE",
    "/account/nonexistent.css, PRIVATE, STATIC",
    "/account/x%2Ecss, PRIVATE, STATIC",
    "/account/..;/static/a, PRIVATE, PRIVATE",
    "/account/..%2fstatic/a, PRIVATE, PRIVATE",
    "//account, PRIVATE, PRIVATE",
    "/static//..//account, PRIVATE, PRIVATE",
    "/static/../account, PRIVATE, PRIVATE",
    "/static/%2e%2e/account, PRIVATE, PRIVATE",
    "/static/%2e%2e/account/x.css, PRIVATE, STATIC",
    "/%61ccount, PRIVATE, PRIVATE",
    "/%61%63count/x, PRIVATE, PRIVATE",
    "/static/..%2faccount, STATIC, STATIC",
    "/static/..%2Faccount, STATIC, STATIC",
    "/static/%2e%2e%2faccount, STATIC, STATIC",
    "/static/..%5caccount, STATIC, STATIC",
    "/static\\..\\account, STATIC, STATIC",
    "/static/..;/account, STATIC, STATIC",
    "/static/%00/../../account, PRIVATE, PRIVATE",
    "/account/../static/a, STATIC, STATIC",
    "/account/%2e%2E/static/a, STATIC, STATIC",
    "/Account, STATIC, STATIC",
    "/x/account, STATIC, STATIC",
  })
  @Tag("A1.3")
  @Tag("H.1")
  void aPrivatePageIsNeverKeptByARuleThatCaches(String path, Rule privateFirst, Rule staticFirst)
      throws Exception {
    edge.on(path, (Script) CacheDeceptionIT::page);
    assertNotDeceived(PRIVATE_FIRST, path, privateFirst);
    assertNotDeceived(STATIC_FIRST, path, staticFirst);
  }

  private enum Rule {
    PRIVATE,
    STATIC
  }

  private static Answer page(Received request) {
    boolean isVictim =
        request.head().first("Cookie").filter(cookie -> cookie.contains("session=1")).isPresent();
    return Answer.ok(isVictim ? SECRET : NOTHING).header("Cache-Control", "public, max-age=600");
  }

  private static void assertNotDeceived(String distribution, String path, Rule rule)
      throws IOException {
    int before = edge.originCount(path);
    assertThat(get(distribution, path, "Cookie: session=1\r\n").text())
        .isEqualTo(rule == Rule.PRIVATE ? SECRET : NOTHING);
    assertThat(get(distribution, path, "").text()).isEqualTo(NOTHING);
    assertThat(edge.originCount(path) - before)
        .as("the origin is asked for the path as it was written; for static ones once")
        .isEqualTo(rule == Rule.PRIVATE ? 2 : 1);
  }

  /** What has no place in a request line is no delimiter either. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/account#x.css", "/account\u0000.css", "/account\n.css", "/account x.css"})
  @Tag("H.1")
  void whatIsNoPathIsRefused(String path) throws Exception {
    assertThat(get(PRIVATE_FIRST, path, "Cookie: session=1\r\n").status()).isEqualTo(400);
  }

  /** The query is in the key where the policy says so, and never part of what is matched. */
  @Test
  @Tag("H.1")
  void aQueryDoesNotChooseTheRule() throws Exception {
    edge.on("/account", (Script) CacheDeceptionIT::page);
    for (String query : List.of("?x.css", "?/static/a.css", "??.css", "?%2e.css")) {
      assertThat(get(STATIC_FIRST, "/account" + query, "Cookie: session=1\r\n").text())
          .isEqualTo(SECRET);
      assertThat(get(STATIC_FIRST, "/account" + query, "").text()).isEqualTo(NOTHING);
    }
  }

  private static Reply get(String distribution, String path, String cookie) throws IOException {
    try (RawConnection connection = RawConnection.open(edge.url())) {
      String host = distribution.toLowerCase(Locale.ROOT) + ".example.net";
      connection.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + cookie + "\r\n");
      return connection.readReply("GET");
    }
  }
}
