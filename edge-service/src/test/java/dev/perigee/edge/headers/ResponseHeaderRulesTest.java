package dev.perigee.edge.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.contracts.ResponseHeaders.Cors;
import dev.perigee.contracts.ResponseHeaders.SetHeader;
import dev.perigee.edge.request.Requests;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** cloudfront.md, A7: response headers policies. */
class ResponseHeaderRulesTest {

  private static final String ORIGIN = "https://app.example.org";
  private static final Timing HIT = new Timing(Timing.Cache.HIT, "edge-1", "id-1", -1, 2);
  private static final Timing MISS = new Timing(Timing.Cache.MISS, "edge-1", "id-1", 30, 41);

  @Test
  @Tag("A7.7")
  void headersAreRemovedFirstAndThenSetUnlessTheOriginsCounts() {
    ResponseHeaders policy =
        policy(
            null,
            List.of(
                new SetHeader("X-Frame-Options", "DENY", true),
                new SetHeader("Referrer-Policy", "origin", false),
                new SetHeader("X-Powered-By", "us", false),
                new SetHeader("X-New", "", false)),
            List.of("x-powered-by", "server"),
            null);
    MultiMap response =
        headers(
            "x-frame-options", "SAMEORIGIN",
            "referrer-policy", "no-referrer",
            "x-powered-by", "origin",
            "server", "origin");
    apply(policy, "GET", response, HIT);
    assertThat(response.getAll("x-frame-options")).containsExactly("DENY");
    assertThat(response.getAll("referrer-policy")).containsExactly("no-referrer");
    assertThat(response.getAll("x-powered-by")).containsExactly("us");
    assertThat(response.getAll("x-new")).containsExactly("");
    assertThat(response.contains("server")).isFalse();
  }

  @Test
  void anyOriginIsAllowedByAStarAndNothingVaries() {
    ResponseHeaders policy = policy(cors("*", "*", false, true));
    MultiMap response = headers();
    apply(policy, "GET", response, HIT, "origin", ORIGIN);
    assertThat(response.get("access-control-allow-origin")).isEqualTo("*");
    assertThat(response.get("access-control-expose-headers")).isEqualTo("x-exposed");
    assertThat(response.contains("access-control-allow-methods")).isFalse();
    assertThat(response.contains("access-control-max-age")).isFalse();
    assertThat(response.contains("vary")).isFalse();
  }

  @Test
  void anOriginThatIsAllowedByNameIsEchoedAndTheResponseVaries() {
    ResponseHeaders policy = policy(cors("*.example.org", "*", true, true));
    MultiMap response = headers("vary", "Accept-Encoding");
    apply(policy, "GET", response, HIT, "origin", ORIGIN);
    assertThat(response.get("access-control-allow-origin")).isEqualTo(ORIGIN);
    assertThat(response.get("access-control-allow-credentials")).isEqualTo("true");
    assertThat(response.get("vary")).isEqualTo("Accept-Encoding, Origin");
  }

  @Test
  void anOriginThatIsNotAllowedGetsNothingNotEvenTheOriginsWord() {
    ResponseHeaders policy = policy(cors("https://other.example.org", "*", true, true));
    MultiMap response = headers("access-control-allow-origin", "*");
    apply(policy, "GET", response, HIT, "origin", ORIGIN);
    assertThat(response.contains("access-control-allow-origin")).isFalse();
    assertThat(response.get("vary")).isEqualTo("Origin");
  }

  @Test
  void aRequestOfTheSameOriginGetsNoCorsHeaders() {
    MultiMap response = headers("vary", "Origin");
    apply(policy(cors("https://other.example.org", "*", true, true)), "GET", response, HIT);
    assertThat(response.names()).containsExactly("vary");
    assertThat(response.get("vary")).isEqualTo("Origin");
  }

  @Test
  @Tag("A7.7")
  void aPreflightIsToldWhatIsAllowed() {
    MultiMap response = headers();
    apply(
        policy(cors("*", "*", false, true)),
        "OPTIONS",
        response,
        HIT,
        "origin",
        ORIGIN,
        "access-control-request-method",
        "PUT");
    assertThat(response.get("access-control-allow-methods"))
        .isEqualTo("GET, DELETE, HEAD, OPTIONS, PATCH, POST, PUT");
    assertThat(response.get("access-control-allow-headers")).isEqualTo("*");
    assertThat(response.get("access-control-max-age")).isEqualTo("600");
  }

  @Test
  void requestHeadersMatchNamesWithAStar() {
    MultiMap response = headers();
    apply(
        policy(cors("*", "x-amz-*", false, true)),
        "OPTIONS",
        response,
        HIT,
        "origin",
        ORIGIN,
        "access-control-request-method",
        "PUT",
        "access-control-request-headers",
        "X-Amz-Test, x-amz, x-other");
    assertThat(response.get("access-control-allow-headers")).isEqualTo("X-Amz-Test");
  }

  @Test
  void withoutOverrideAnyCorsHeaderOfTheOriginStandsAlone() {
    ResponseHeaders policy = policy(cors("*", "*", false, false));
    MultiMap response = headers("access-control-max-age", "5");
    apply(policy, "GET", response, HIT, "origin", ORIGIN);
    assertThat(response.names()).containsExactly("access-control-max-age");
    MultiMap plain = headers();
    apply(policy, "GET", plain, HIT, "origin", ORIGIN);
    assertThat(plain.get("access-control-allow-origin")).isEqualTo("*");
  }

  @Test
  void timesAreToldToAShareOfTheViewersAndToThoseWhoAsk() {
    MultiMap always = headers("server-timing", "db;dur=5");
    apply(policy(null, List.of(), List.of(), 100.0), "GET", always, HIT);
    assertThat(always.getAll("server-timing"))
        .containsExactly(
            "cdn-cache-hit,cdn-pop;desc=\"edge-1\",cdn-rid;desc=\"id-1\","
                + "cdn-hit-layer;desc=\"EDGE\",cdn-downstream-fbl;dur=2");

    MultiMap never = headers();
    apply(policy(null, List.of(), List.of(), 0.0), "GET", never, HIT);
    assertThat(never.contains("server-timing")).isFalse();

    MultiMap asked = headers("server-timing", "db;dur=5");
    apply(policy(null, List.of(), List.of(), 0.0), "GET", asked, MISS, "pragma", "server-timing");
    assertThat(asked.getAll("server-timing"))
        .containsExactly(
            "cdn-upstream-layer;desc=\"REC\",cdn-upstream-fbl;dur=30,cdn-cache-miss,"
                + "cdn-pop;desc=\"edge-1\",cdn-rid;desc=\"id-1\",cdn-downstream-fbl;dur=41,"
                + " db;dur=5");

    MultiMap off = headers();
    apply(policy(null, List.of(), List.of(), null), "GET", off, HIT, "pragma", "server-timing");
    assertThat(off.contains("server-timing")).isFalse();
  }

  private static Cors cors(String origin, String header, boolean credentials, boolean override) {
    return new Cors(
        List.of(origin),
        List.of(header),
        List.of("ALL"),
        List.of("x-exposed"),
        credentials,
        600,
        override);
  }

  private static ResponseHeaders policy(Cors cors) {
    return policy(cors, List.of(), List.of(), null);
  }

  private static ResponseHeaders policy(
      @Nullable Cors cors, List<SetHeader> set, List<String> remove, @Nullable Double percent) {
    return new ResponseHeaders("p", cors, set, remove, percent);
  }

  private static MultiMap headers(String... fields) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    return headers;
  }

  private static void apply(
      ResponseHeaders policy, String method, MultiMap response, Timing how, String... request) {
    ResponseHeaderRules.of(policy)
        .apply(Requests.viewer(method, "/", request), method, response, () -> how);
  }
}
