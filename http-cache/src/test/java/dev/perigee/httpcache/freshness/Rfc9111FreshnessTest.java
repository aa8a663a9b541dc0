package dev.perigee.httpcache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.CachePolicy.Semantics;
import dev.perigee.contracts.Selection;
import dev.perigee.httpcache.Headers;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Cacheability.DoNotStore;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc9111FreshnessTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final FreshnessRules RULES = rules(300);

  /** RFC 9111, section 4.2.1, and the policy's maximum. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "max-age=60              | 60",
        "max-age=60, s-maxage=90 | 90",
        "max-age=5000            | 1000",
        "public                  | 300",
      },
      delimiter = '|')
  @Tag("RFC9111-4.2.1")
  void timeToLive(String cacheControl, long seconds) {
    assertThat(lifetime(200, Headers.of("cache-control", cacheControl)).ttl())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  /** RFC 9111, section 3. */
  @ParameterizedTest
  @CsvSource({"no-store, NO_STORE", "private, PRIVATE"})
  @Tag("RFC9111-3")
  void obeysTheOrigin(String cacheControl, Reason reason) {
    assertThat(
            evaluate(
                200, Headers.of("cache-control", cacheControl + ", max-age=60", "etag", "\"1\"")))
        .isEqualTo(new DoNotStore(reason));
  }

  /** RFC 9111, section 5.2.2.4. */
  @Test
  void noCacheIsKeptForRevalidationOnly() {
    assertThat(
            lifetime(200, Headers.of("cache-control", "no-cache, max-age=60", "etag", "\"1\""))
                .ttl())
        .isZero();
    assertThat(evaluate(200, Headers.of("cache-control", "no-cache, max-age=60")))
        .isEqualTo(new DoNotStore(Reason.NO_CACHE));
  }

  /** RFC 9213, section 2.1: the targeted field alone counts. */
  @Test
  void cdnCacheControlTakesThePlaceOfCacheControlAndExpires() {
    assertThat(
            lifetime(
                    200,
                    Headers.of(
                        "cdn-cache-control", "max-age=7",
                        "cache-control", "no-store",
                        "expires", "0"))
                .ttl())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(
            evaluate(
                200, Headers.of("cdn-cache-control", "no-store", "cache-control", "max-age=60")))
        .isEqualTo(new DoNotStore(Reason.NO_STORE));
  }

  /** RFC 9213, section 2.1: broken or empty, it is as if it were not there. */
  @ParameterizedTest
  @ValueSource(strings = {"", "max-age=7,", "MAX-AGE=7", "max-age=7 no-store", "max-age=\"7"})
  void aBrokenCdnCacheControlCountsForNothing(String targeted) {
    Headers headers = Headers.of("cdn-cache-control", targeted, "cache-control", "max-age=60");
    assertThat(lifetime(200, headers).ttl()).isEqualTo(Duration.ofSeconds(60));
  }

  /** RFC 9213, section 2.1: directives are typed, and a value of another type is none. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "max-age=7;x=y              | 7",
        "max-age=7, s-maxage=8      | 8",
        "max-age=\"7\"              | 300",
        "max-age=7.5                | 300",
        "max-age=-7                 | 300",
        "max-age=seven, unknown=(a) | 300",
        "max-age                    | 300",
        "max-age=7, no-store=?0     | 7",
        "max-age=7, private=1       | 7",
      },
      delimiter = '|')
  @Tag("RFC9213-2.1")
  void cdnCacheControlIsAStructuredField(String targeted, long seconds) {
    Headers headers = Headers.of("cdn-cache-control", targeted, "cache-control", "no-store");
    assertThat(lifetime(200, headers).ttl()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void cdnCacheControlMayNameFields() {
    Headers headers = Headers.of("cdn-cache-control", "max-age=7, private=\"set-cookie\"");
    assertThat(evaluate(200, headers))
        .isEqualTo(
            new Store(
                new Lifetime(Duration.ofSeconds(7), Duration.ZERO, Duration.ZERO),
                List.of("set-cookie")));
  }

  /** RFC 9111, section 4.1: kept where the request tells the variants apart. */
  @Test
  void whatVariesIsKeptWhereTheRequestTellsTheVariants() {
    Headers told = Headers.of("vary", "accept-language", "cache-control", "max-age=60");
    assertThat(lifetime(200, told).ttl()).isEqualTo(Duration.ofSeconds(60));
    assertThat(evaluate(200, Headers.of("vary", "a, *", "cache-control", "max-age=60")))
        .isEqualTo(new DoNotStore(Reason.VARY));
  }

  /** RFC 9111, sections 5.2.2.4 and 5.2.2.7. */
  @Test
  void fieldsThatAreForOneRequestAreWithheld() {
    Headers headers =
        Headers.of("cache-control", "max-age=60, private=\"a, b\", no-cache=\"B, c\"");
    assertThat(evaluate(200, headers))
        .isEqualTo(
            new Store(
                new Lifetime(Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO),
                List.of("b", "c", "a")));
  }

  /** RFC 9111, section 5.2.2.3. */
  @Test
  void mustUnderstandCountsInThePlaceOfNoStore() {
    Headers headers = Headers.of("cache-control", "must-understand, no-store, max-age=60");
    assertThat(lifetime(200, headers).ttl()).isEqualTo(Duration.ofSeconds(60));
    assertThat(evaluate(599, headers)).isEqualTo(new DoNotStore(Reason.STATUS));
    assertThat(lifetime(599, Headers.of("cache-control", "max-age=60")).ttl())
        .isEqualTo(Duration.ofSeconds(60));
  }

  /** RFC 9111, section 4.2.3: the older of what Date and Age tell. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "''    |   0 |  0 |  0",
        "''    |  30 |  0 | 30",
        "''    | -30 |  0 |  0",
        "20    |   0 |  0 | 20",
        "20    |  30 |  0 | 30",
        "20    |   0 | 15 | 35",
        "20, 9 |   0 |  0 | 20",
        "-20   |   0 |  0 |  0",
        "old   |   0 |  0 |  0",
        "99999999999999999999 | 0 | 0 | 3153600000",
      },
      delimiter = '|',
      quoteCharacter = '\'')
  @Tag("RFC9111-4.2.3")
  void ageAtArrival(String age, long dateAgo, long delay, long seconds) {
    Headers headers = Headers.of("age", age, "date", HttpDate.format(NOW.minusSeconds(dateAgo)));
    OriginResponse response =
        new OriginResponse(200, headers, false, NOW.plusMillis(999), Duration.ofSeconds(delay));
    assertThat(RULES.initialAge(response)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(
            RULES.initialAge(
                new OriginResponse(200, Headers.of(), false, NOW, Duration.ofSeconds(delay))))
        .isEqualTo(Duration.ofSeconds(delay));
  }

  @Test
  void eachRequestFindsOutForItselfThatTheOriginFails() {
    assertThat(RULES.errorPause(503)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {206, 304})
  void partsAndValidationsAreNotKept(int status) {
    assertThat(evaluate(status, Headers.of("cache-control", "max-age=60")))
        .isEqualTo(new DoNotStore(Reason.STATUS));
  }

  /** RFC 9111, section 3: without explicit freshness only what is heuristically cacheable. */
  @ParameterizedTest
  @ValueSource(ints = {302, 400, 403, 500, 503})
  void theDefaultTimeIsNotForEveryStatus(int status) {
    assertThat(evaluate(status, Headers.of())).isEqualTo(new DoNotStore(Reason.STATUS));
    assertThat(lifetime(status, Headers.of("cache-control", "max-age=60")).ttl())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(lifetime(status, Headers.of("cache-control", "public")).ttl())
        .isEqualTo(Duration.ofSeconds(300));
  }

  /** RFC 9110, section 15.1. */
  @ParameterizedTest
  @ValueSource(ints = {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501})
  @Tag("RFC9111-4.2.2")
  void theDefaultTimeIsForWhatIsHeuristicallyCacheable(int status) {
    assertThat(lifetime(status, Headers.of()).ttl()).isEqualTo(Duration.ofSeconds(300));
  }

  /** RFC 9111, section 3.5. */
  @ParameterizedTest
  @ValueSource(strings = {"public", "must-revalidate", "s-maxage=60"})
  void anAuthorizedResponseIsSharedOnlyWherePermitted(String permission) {
    OriginResponse forbidden =
        new OriginResponse(
            200, Headers.of("cache-control", "max-age=60"), true, NOW, Duration.ZERO);
    OriginResponse permitted =
        new OriginResponse(
            200,
            Headers.of("cache-control", "max-age=60, " + permission),
            true,
            NOW,
            Duration.ZERO);
    assertThat(RULES.evaluate(forbidden)).isEqualTo(new DoNotStore(Reason.AUTHORIZATION));
    assertThat(RULES.evaluate(permitted)).isInstanceOf(Store.class);
  }

  /** RFC 5861, section 4; RFC 9111, sections 5.2.2.2, 5.2.2.8 and 5.2.2.10 forbid it. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "max-age=1, stale-if-error=50                   | 50",
        "max-age=1                                      | 0",
        "max-age=1, stale-if-error=50, must-revalidate  | 0",
        "max-age=1, stale-if-error=50, proxy-revalidate | 0",
        "s-maxage=1, stale-if-error=50                  | 0",
      },
      delimiter = '|')
  @Tag("RFC5861-4")
  void standsInOnlyWhereTheOriginAllows(String cacheControl, long seconds) {
    assertThat(lifetime(200, Headers.of("cache-control", cacheControl)).staleIfError())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  /** RFC 5861, section 3, and RFC 9111, section 4.2.4. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "max-age=1, stale-while-revalidate=50                   | 50",
        "max-age=1                                              | 0",
        "max-age=1, stale-while-revalidate=50, must-revalidate  | 0",
        "max-age=1, stale-while-revalidate=50, proxy-revalidate | 0",
        "s-maxage=1, stale-while-revalidate=50                  | 0",
        "no-cache, stale-while-revalidate=50                    | 0",
      },
      delimiter = '|')
  @Tag("RFC5861-3")
  void isUsedStaleWhileRevalidatedOnlyWhereTheOriginAllows(String cacheControl, long seconds) {
    Headers headers = Headers.of("cache-control", cacheControl, "etag", "\"1\"");
    assertThat(lifetime(200, headers).staleWhileRevalidate())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void nothingIsKeptWithoutTimeAndValidator() {
    assertThat(rules(0).evaluate(new OriginResponse(200, Headers.of(), false, NOW, Duration.ZERO)))
        .isEqualTo(new DoNotStore(Reason.NO_LIFETIME));
  }

  private static Lifetime lifetime(int status, Headers headers) {
    Cacheability found = evaluate(status, headers);
    assertThat(found).isInstanceOf(Store.class);
    return ((Store) found).lifetime();
  }

  private static Cacheability evaluate(int status, Headers headers) {
    return RULES.evaluate(new OriginResponse(status, headers, false, NOW, Duration.ZERO));
  }

  private static FreshnessRules rules(long defaultSeconds) {
    return FreshnessRules.of(
        new CachePolicy(
            "p",
            Semantics.RFC9111,
            Duration.ZERO,
            Duration.ofSeconds(defaultSeconds),
            Duration.ofSeconds(1000),
            Selection.NONE,
            List.of(),
            Selection.NONE,
            Selection.NONE,
            false,
            false),
        List.of());
  }
}
