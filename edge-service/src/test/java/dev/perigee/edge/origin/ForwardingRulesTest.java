package dev.perigee.edge.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.OriginFetch;
import dev.perigee.contracts.OriginGroup;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.edge.request.Requests;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.ResponseHead;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** cloudfront.md, A2 and A7. */
class ForwardingRulesTest {

  private static final CachePolicy NOTHING_IN_KEY = Snapshots.policy();

  private static final String[] MANY = {
    "host", "www.example.org",
    "user-agent", "Browser",
    "accept", "text/html",
    "accept-language", "de",
    "accept-encoding", "gzip, br",
    "authorization", "Basic x",
    "cookie", "a=1; b=2",
    "referer", "http://x",
    "origin", "http://x",
    "cache-control", "no-cache",
    "range", "bytes=0-1",
    "if-none-match", "\"1\"",
    "te", "trailers",
    "upgrade", "h2c",
    "expect", "100-continue",
    "proxy-authorization", "x",
    "x-forwarded-proto", "https",
    "x-real-ip", "10.0.0.1",
    "x-edge-location", "x",
    "x-amz-cf-pop", "x",
    "perigee-horizon", "999",
    "perigee-origin", "another",
    "x-custom", "1",
  };

  @Test
  @Tag("A2.3")
  void nothingThatIsNotNamedReachesTheOrigin() {
    MultiMap sent = rules(Forwarding.NOTHING).headers(Requests.viewer("GET", "/", MANY), true);
    assertThat(sent.names())
        .containsExactlyInAnyOrder(
            "user-agent",
            "via",
            "cdn-loop",
            "x-forwarded-for",
            "x-amz-cf-id",
            OriginFetch.ORIGIN,
            OriginFetch.VIEWER_PROTOCOL);
    assertThat(sent.get("user-agent")).isEqualTo("Perigee");
    assertThat(sent.get("via")).isEqualTo("1.1 edge-1");
    assertThat(sent.get("x-forwarded-for")).isEqualTo("192.0.2.1");
    assertThat(sent.get("x-amz-cf-id")).isEqualTo("id-1");
    assertThat(sent.get(OriginFetch.ORIGIN)).isEqualTo("fp1");
    assertThat(sent.get(OriginFetch.VIEWER_PROTOCOL)).isEqualTo("http");
  }

  @Test
  @Tag("A2.3")
  void whatEitherPolicyNamesReachesTheOrigin() {
    ForwardingRules rules =
        new ForwardingRules(
            Snapshots.policy(
                Selection.only(List.of("accept-language")),
                Selection.only(List.of("a")),
                Selection.only(List.of("q"))),
            new Forwarding(
                Selection.only(List.of("x-custom", "user-agent")),
                Selection.only(List.of("b")),
                Selection.only(List.of("r")),
                List.of()),
            Snapshots.ORIGIN,
            null,
            "d.example.net");
    MultiMap sent = rules.headers(Requests.viewer("GET", "/", MANY), true);
    assertThat(sent.get("accept-language")).isEqualTo("de");
    assertThat(sent.get("x-custom")).isEqualTo("1");
    assertThat(sent.get("user-agent")).isEqualTo("Browser");
    assertThat(sent.get("cookie")).isEqualTo("a=1; b=2");
    assertThat(sent.contains("accept")).isFalse();
    assertThat(rules.uri("/p", "r=1&s=2&q=3")).isEqualTo("/p?r=1&q=3");
    assertThat(rules.uri("/p", "s=2")).isEqualTo("/p");
  }

  @Test
  @Tag("A7.2")
  void evenWithEveryHeaderNothingOfTheConnectionOrTheEdgeIsPassedOn() {
    ForwardingRules rules =
        rules(new Forwarding(Selection.ALL, Selection.ALL, Selection.ALL, List.of()));
    MultiMap sent = rules.headers(Requests.viewer("GET", "/", MANY), true);
    assertThat(sent.names())
        .contains("accept", "authorization", "referer", "x-custom", "cookie")
        .doesNotContain(
            "host",
            "te",
            "upgrade",
            "expect",
            "proxy-authorization",
            "x-forwarded-proto",
            "x-real-ip",
            "x-edge-location",
            "x-amz-cf-pop",
            "perigee-horizon",
            "range",
            "if-none-match");
    assertThat(sent.getAll(OriginFetch.ORIGIN)).containsExactly("fp1");
    assertThat(sent.get(OriginFetch.HOST)).isEqualTo("www.example.org:8080");
  }

  @Test
  @Tag("A7.1")
  void theHostIsTheOriginsOwnUnlessItIsForwarded() {
    assertThat(
            rules(Forwarding.NOTHING)
                .headers(Requests.viewer("GET", "/"), true)
                .contains(OriginFetch.HOST))
        .isFalse();
    assertThat(
            rules(headers(Selection.only(List.of("host"))))
                .headers(Requests.viewer("GET", "/"), true)
                .get(OriginFetch.HOST))
        .isEqualTo("www.example.org:8080");
    assertThat(
            rules(headers(Selection.allExcept(List.of("host"))))
                .headers(Requests.viewer("GET", "/"), true)
                .contains(OriginFetch.HOST))
        .isFalse();
  }

  @Test
  void conditionsAndRangesAreForTheViewerAlone() {
    ViewerRequest request = Requests.viewer("GET", "/", MANY);
    assertThat(rules(Forwarding.NOTHING).headers(request, true).names())
        .doesNotContain("range", "if-none-match");
    assertThat(rules(Forwarding.NOTHING).headers(request, false).names())
        .contains("range", "if-none-match");
  }

  @Test
  void aBodyBringsItsDescriptionAndItsAuthority() {
    ViewerRequest request =
        Requests.viewer(
            "POST",
            "/",
            "content-length",
            "3",
            "content-type",
            "text/plain",
            "content-encoding",
            "gzip",
            "authorization",
            "Basic x",
            "origin",
            "http://x",
            "x-custom",
            "1");
    assertThat(rules(Forwarding.NOTHING).headers(request, false).names())
        .contains("content-type", "content-encoding", "authorization", "origin")
        .doesNotContain("content-length", "x-custom");
  }

  @Test
  @Tag("A7.1")
  void viaAndForwardedForGrow() {
    MultiMap sent =
        rules(Forwarding.NOTHING)
            .headers(
                Requests.viewer("GET", "/", "via", "1.0 a", "x-forwarded-for", "198.51.100.1"),
                true);
    assertThat(sent.get("via")).isEqualTo("1.0 a, 1.1 edge-1");
    assertThat(sent.get("x-forwarded-for")).isEqualTo("198.51.100.1, 192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("A2.4")
  void theOriginSeesTheNormalisedEncodings(boolean compress) {
    ForwardingRules rules =
        new ForwardingRules(
            Snapshots.policy(
                Selection.NONE, Selection.NONE, Selection.NONE, Duration.ofDays(1), compress),
            Forwarding.NOTHING,
            Snapshots.ORIGIN,
            null,
            "d.example.net");
    MultiMap sent = rules.headers(Requests.viewer("GET", "/", MANY), true);
    assertThat(String.valueOf(sent.get("accept-encoding")))
        .isEqualTo(compress ? "br,gzip" : "null");
  }

  @Test
  void anUnnamedCookieCannotHideBehindANamedOne() {
    ForwardingRules rules =
        rules(
            new Forwarding(
                Selection.NONE, Selection.only(List.of("a")), Selection.NONE, List.of()));
    MultiMap sent =
        rules.headers(Requests.viewer("GET", "/", "cookie", "a=1", "cookie", "secret=2"), true);
    assertThat(sent.get("cookie")).isEqualTo("a=1");
  }

  @Nested
  class TowardsTheViewer {

    private final ResponseHead head =
        new ResponseHead(
            200,
            List.of(
                "set-cookie", "a=1",
                "vary", "Accept-Encoding, Accept-Language, X-Other",
                "x-a", "1"));

    @Test
    @Tag("A3.8")
    void onlyWhatTheOriginCanHaveSeenIsNamedInVary() {
      assertThat(
              rules(headers(Selection.only(List.of("accept-language")))).forViewer(head).fields())
          .containsExactly("vary", "Accept-Encoding, Accept-Language", "x-a", "1");
    }

    @Test
    @Tag("A3.8")
    void aVaryOfNothingVisibleIsRemoved() {
      assertThat(
              rules(Forwarding.NOTHING)
                  .forViewer(new ResponseHead(200, List.of("vary", "X-Other")))
                  .fields())
          .isEmpty();
    }

    @Test
    @Tag("A7.5")
    void cookiesAreSetOnlyWhereTheyAreForwarded() {
      assertThat(rules(Forwarding.NOTHING).forViewer(head).first("set-cookie")).isNull();
      assertThat(
              rules(new Forwarding(Selection.NONE, Selection.ALL, Selection.NONE, List.of()))
                  .forViewer(head)
                  .first("set-cookie"))
          .isEqualTo("a=1");
    }
  }

  private static ForwardingRules rules(Forwarding forwarding) {
    return new ForwardingRules(NOTHING_IN_KEY, forwarding, Snapshots.ORIGIN, null, "d.example.net");
  }

  private static Forwarding headers(Selection headers) {
    return new Forwarding(headers, Selection.NONE, Selection.NONE, List.of());
  }

  @Test
  void aGroupIsNamedBesideItsPrimary() {
    OriginGroup group =
        new OriginGroup(
            "g", "gf", "primary", "other", List.of(500), OriginGroup.SelectionCriteria.DEFAULT);
    ForwardingRules rules =
        new ForwardingRules(
            NOTHING_IN_KEY, Forwarding.NOTHING, Snapshots.ORIGIN, group, "d.example.net");
    MultiMap sent = rules.headers(Requests.viewer("GET", "/", MANY), true);
    assertThat(sent.get(OriginFetch.ORIGIN)).isEqualTo("fp1");
    assertThat(sent.get(OriginFetch.GROUP)).isEqualTo("gf");
  }
}
