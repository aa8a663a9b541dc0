package dev.perigee.httpcache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.CachePolicy.Semantics;
import dev.perigee.contracts.ErrorRule;
import dev.perigee.contracts.Selection;
import dev.perigee.httpcache.Headers;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Cacheability.DoNotStore;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudFrontFreshnessTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** The table of cloudfront.md, A3: what the origin sends, against the policy's three times. */
  @ParameterizedTest
  @CsvSource(
      value = {
        // m present, MinTTL = 0: min(m, MaxTTL)
        "max-age=60            | 0   | 300 | 1000 | 60",
        "max-age=5000          | 0   | 300 | 1000 | 1000",
        // m present, MinTTL > 0: clamp(m, MinTTL, MaxTTL)
        "max-age=60            | 100 | 300 | 1000 | 100",
        "max-age=500           | 100 | 300 | 1000 | 500",
        "max-age=5000          | 100 | 300 | 1000 | 1000",
        "max-age=0             | 100 | 300 | 1000 | 100",
        // s-maxage beats max-age
        "max-age=60,s-maxage=90 | 0  | 300 | 1000 | 90",
        "s-maxage=90,max-age=600 | 0 | 300 | 1000 | 90",
        // nothing, MinTTL = 0: DefaultTTL
        "public                | 0   | 300 | 1000 | 300",
        // nothing, MinTTL > 0: max(MinTTL, DefaultTTL)
        "public                | 100 | 300 | 1000 | 300",
        "public                | 400 | 300 | 1000 | 400",
        // no-cache, no-store, private, MinTTL > 0: MinTTL
        "no-store              | 100 | 300 | 1000 | 100",
        "no-cache              | 100 | 300 | 1000 | 100",
        "private, max-age=900  | 100 | 300 | 1000 | 100",
      },
      delimiter = '|')
  @Tag("A3.1")
  @Tag("A3.2")
  void timeToLive(String cacheControl, long min, long byDefault, long max, long seconds) {
    assertThat(ttl(policy(min, byDefault, max), 200, Headers.of("cache-control", cacheControl)))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  /** A3, last row: with MinTTL 0 they are honoured. */
  @ParameterizedTest
  @CsvSource({"no-store, NO_STORE", "private, PRIVATE", "no-cache, NO_CACHE"})
  @Tag("A3.2")
  void withoutAMinimumTheOriginMayForbid(String cacheControl, Reason reason) {
    assertThat(
            evaluate(
                policy(0, 300, 1000),
                200,
                Headers.of("cache-control", cacheControl + ", max-age=60", "etag", "\"1\"")))
        .isEqualTo(new DoNotStore(reason));
  }

  @Nested
  class Expires {

    @Test
    @Tag("A3.1")
    void countsFromTheOriginsOwnDate() {
      assertThat(
              ttl(
                  policy(0, 300, 1000),
                  200,
                  Headers.of(
                      "date", HttpDate.format(NOW.minusSeconds(3600)),
                      "expires", HttpDate.format(NOW.minusSeconds(3540)))))
          .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void countsFromTheArrivalWhereTheOriginGivesNoDate() {
      assertThat(
              ttl(
                  policy(0, 300, 1000),
                  200,
                  Headers.of("expires", HttpDate.format(NOW.plusSeconds(60)))))
          .isEqualTo(Duration.ofSeconds(60));
    }

    /** A3: max-age beats Expires. */
    @Test
    @Tag("A3.1")
    void countsLessThanMaxAge() {
      assertThat(
              ttl(
                  policy(0, 300, 1000),
                  200,
                  Headers.of(
                      "expires",
                      HttpDate.format(NOW.plusSeconds(60)),
                      "cache-control",
                      "max-age=7")))
          .isEqualTo(Duration.ofSeconds(7));
    }

    /** RFC 9111, section 5.3: an invalid date, especially 0, is in the past. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"})
    @Tag("A3.1")
    void haveAlreadyPassedWhereTheyAreNoDate(String expires) {
      assertThat(evaluate(policy(0, 300, 1000), 200, Headers.of("expires", expires)))
          .isEqualTo(new DoNotStore(Reason.NO_LIFETIME));
      assertThat(ttl(policy(100, 300, 1000), 200, Headers.of("expires", expires)))
          .isEqualTo(Duration.ofSeconds(100));
    }
  }

  @Test
  void zeroTimeIsKeptForRevalidationOnlyWithAValidator() {
    assertThat(
            ttl(
                policy(0, 300, 1000),
                200,
                Headers.of("cache-control", "max-age=0", "etag", "\"1\"")))
        .isZero();
    assertThat(
            ttl(
                policy(0, 300, 1000),
                200,
                Headers.of("cache-control", "max-age=0", "last-modified", HttpDate.format(NOW))))
        .isZero();
    assertThat(evaluate(policy(0, 300, 1000), 200, Headers.of("cache-control", "max-age=0")))
        .isEqualTo(new DoNotStore(Reason.NO_LIFETIME));
  }

  /** A3: {@code Vary: *} with MinTTL 0 goes to the origin each time. */
  @Test
  @Tag("A3.8")
  void varyByEverythingIsKeptOnlyForAMinimum() {
    Headers headers = Headers.of("vary", "accept, *", "cache-control", "max-age=60");
    assertThat(evaluate(policy(0, 300, 1000), 200, headers)).isEqualTo(new DoNotStore(Reason.VARY));
    assertThat(ttl(policy(100, 300, 1000), 200, headers)).isEqualTo(Duration.ofSeconds(100));
  }

  /** A3: CloudFront keys on the policy, never on Vary. */
  @Test
  @Tag("A3.8")
  void otherVaryMakesNoDifference() {
    assertThat(
            ttl(
                policy(0, 300, 1000),
                200,
                Headers.of("vary", "accept-language", "cache-control", "max-age=60")))
        .isEqualTo(Duration.ofSeconds(60));
  }

  /** A2: CachingDisabled has the times 0/0/0, and A4: its errors are not cached either. */
  @ParameterizedTest
  @ValueSource(ints = {200, 404, 503})
  @Tag("A4.5")
  void nothingIsKeptWhereTheMaximumIsZero(int status) {
    assertThat(evaluate(policy(0, 0, 0), status, Headers.of("cache-control", "max-age=60")))
        .isEqualTo(new DoNotStore(Reason.POLICY));
  }

  /** A5: redirects are cached and passed on. */
  @ParameterizedTest
  @ValueSource(ints = {200, 203, 204, 300, 301, 302, 303, 307, 308})
  @Tag("A5.8")
  void keepsAnswersAndRedirects(int status) {
    assertThat(ttl(policy(0, 300, 1000), status, Headers.of())).isEqualTo(Duration.ofSeconds(300));
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 206, 304, 305})
  void keepsNoPartsAndNothingProvisional(int status) {
    assertThat(evaluate(policy(0, 300, 1000), status, Headers.of("cache-control", "max-age=60")))
        .isEqualTo(new DoNotStore(Reason.STATUS));
  }

  @Nested
  class StaleIfError {

    /** A3: after MaxTTL the stale object is gone. */
    @ParameterizedTest
    @CsvSource({"50, 50", "5000, 940", "0, 0"})
    @Tag("A3.5")
    void isWhatTheOriginSaysUpToTheMaximum(long said, long seconds) {
      assertThat(
              lifetime(
                      policy(0, 300, 1000),
                      200,
                      Headers.of("cache-control", "max-age=60, stale-if-error=" + said))
                  .staleIfError())
          .isEqualTo(Duration.ofSeconds(seconds));
    }

    /** A3: without directives an expired object is served while the origin fails. */
    @Test
    @Tag("A3.6")
    void isTheMaximumWhereTheOriginSaysNothing() {
      assertThat(
              lifetime(policy(0, 300, 1000), 200, Headers.of("cache-control", "max-age=60"))
                  .staleIfError())
          .isEqualTo(Duration.ofSeconds(1000));
    }

    /** media.md: a live manifest lives for half a segment, a finished one as long as segments. */
    @ParameterizedTest
    @CsvSource({
      "application/vnd.apple.mpegurl, 3, 0",
      "Application/X-mpegURL; charset=utf-8, 1, 0",
      "application/dash+xml, 60, 0",
      "application/vnd.ms-sstr+xml, 1, 0",
      "application/vnd.apple.mpegurl, 61, 1000",
      "video/mp4, 3, 1000",
    })
    void isNothingForALiveManifest(String type, long maxAge, long seconds) {
      assertThat(
              lifetime(
                      policy(0, 300, 1000),
                      200,
                      Headers.of("content-type", type, "cache-control", "max-age=" + maxAge))
                  .staleIfError())
          .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void isWhatTheOriginSaysForALiveManifestToo() {
      assertThat(
              lifetime(
                      policy(0, 300, 1000),
                      200,
                      Headers.of(
                          "content-type",
                          "application/dash+xml",
                          "cache-control",
                          "max-age=3, stale-if-error=2"))
                  .staleIfError())
          .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void isNothingForAnErrorResponse() {
      assertThat(lifetime(policy(0, 300, 1000), 404, Headers.of()).staleIfError()).isZero();
    }
  }

  /** A3: capped by MaxTTL like the other. */
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "', stale-while-revalidate=50', 50",
    "', stale-while-revalidate=5000', 940",
  })
  @Tag("A3.4")
  void isUsedWhileItIsRevalidated(String directive, long seconds) {
    assertThat(
            lifetime(
                    policy(0, 300, 1000),
                    200,
                    Headers.of("cache-control", "max-age=60" + directive))
                .staleWhileRevalidate())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  /** A3: a stand-in serves for the error-caching minimum before the origin is asked again. */
  @Test
  @Tag("A3.6")
  void theOriginIsLeftAloneForTheErrorsMinimum() {
    FreshnessRules rules =
        FreshnessRules.of(
            policy(0, 300, 1000), List.of(new ErrorRule(503, Duration.ofSeconds(30), null)));
    assertThat(rules.errorPause(503)).isEqualTo(Duration.ofSeconds(30));
    assertThat(rules.errorPause(500)).isEqualTo(Duration.ofSeconds(10));
  }

  /** A3 knows no Age: the origin's time counts from the arrival. */
  @Test
  void theOriginsAgeDoesNotCount() {
    assertThat(
            FreshnessRules.of(policy(0, 300, 1000), List.of())
                .initialAge(
                    new OriginResponse(200, Headers.of("age", "50"), false, NOW, Duration.ZERO)))
        .isZero();
  }

  /** cloudfront.md, A4. */
  @Nested
  class Errors {

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 414, 500, 501, 502, 503, 504})
    @Tag("A4.1")
    void areAlwaysKeptTenSecondsByDefault(int status) {
      assertThat(ttl(policy(0, 300, 1000), status, Headers.of())).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 405, 412, 415})
    @Tag("A4.2")
    void areKeptOnlyWithATimeOfTheirOwn(int status) {
      assertThat(evaluate(policy(0, 300, 1000), status, Headers.of()))
          .isEqualTo(new DoNotStore(Reason.STATUS));
      String expires = "Thu, 01 Jan 2099 00:00:00 GMT";
      assertThat(evaluate(policy(0, 300, 1000), status, Headers.of("expires", expires)))
          .isEqualTo(new DoNotStore(Reason.STATUS));
      assertThat(ttl(policy(0, 300, 1000), status, Headers.of("cache-control", "s-maxage=60")))
          .isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 416, 418, 429, 505})
    @Tag("A4.2")
    void areOtherwiseNeverKept(int status) {
      assertThat(evaluate(policy(0, 300, 1000), status, Headers.of("cache-control", "max-age=60")))
          .isEqualTo(new DoNotStore(Reason.STATUS));
    }

    /** A4: max(ErrorCachingMinTTL, the response's time), the latter capped by MaxTTL. */
    @ParameterizedTest
    @CsvSource({"5, 30", "60, 60", "5000, 1000"})
    @Tag("A4.3")
    void liveTheLongerOfTheRulesAndTheirOwnTime(long maxAge, long seconds) {
      assertThat(
              ttl(
                  policy(0, 300, 1000),
                  404,
                  Headers.of("cache-control", "max-age=" + maxAge),
                  new ErrorRule(404, Duration.ofSeconds(30), null)))
          .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    @Tag("A4.3")
    void mayHaveAMinimumAboveThePolicysMaximum() {
      assertThat(
              ttl(
                  policy(0, 300, 1000),
                  404,
                  Headers.of(),
                  new ErrorRule(404, Duration.ofSeconds(2000), null)))
          .isEqualTo(Duration.ofSeconds(2000));
    }

    /** A4: no-store, no-cache and private count on these. */
    @ParameterizedTest
    @ValueSource(ints = {404, 410, 414, 501})
    @Tag("A4.4")
    void obeyTheOrigin(int status) {
      assertThat(evaluate(policy(0, 300, 1000), status, Headers.of("cache-control", "no-store")))
          .isEqualTo(new DoNotStore(Reason.NO_STORE));
    }

    /** A4: on all other codes these directives are ignored and the minimum applies. */
    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    @Tag("A4.4")
    void ofTheServerAreKeptForTheMinimumAllTheSame(int status) {
      assertThat(
              ttl(
                  policy(0, 300, 1000),
                  status,
                  Headers.of("cache-control", "private, max-age=600")))
          .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void areNotKeptWhereTheirMinimumIsZero() {
      assertThat(
              evaluate(
                  policy(0, 300, 1000), 404, Headers.of(), new ErrorRule(404, Duration.ZERO, null)))
          .isEqualTo(new DoNotStore(Reason.NO_LIFETIME));
    }
  }

  private static Duration ttl(CachePolicy policy, int status, Headers headers, ErrorRule... rules) {
    return lifetime(policy, status, headers, rules).ttl();
  }

  private static Lifetime lifetime(
      CachePolicy policy, int status, Headers headers, ErrorRule... rules) {
    Cacheability found = evaluate(policy, status, headers, rules);
    assertThat(found).isInstanceOf(Store.class);
    return ((Store) found).lifetime();
  }

  private static Cacheability evaluate(
      CachePolicy policy, int status, Headers headers, ErrorRule... rules) {
    return FreshnessRules.of(policy, List.of(rules))
        .evaluate(new OriginResponse(status, headers, false, NOW, Duration.ZERO));
  }

  private static CachePolicy policy(long min, long byDefault, long max) {
    return new CachePolicy(
        "p",
        Semantics.CLOUDFRONT,
        Duration.ofSeconds(min),
        Duration.ofSeconds(byDefault),
        Duration.ofSeconds(max),
        Selection.NONE,
        List.of(),
        Selection.NONE,
        Selection.NONE,
        false,
        false);
  }
}
