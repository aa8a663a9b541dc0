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
  void timeToLive(String cacheControl, long seconds) {
    assertThat(lifetime(200, Headers.of("cache-control", cacheControl)).ttl())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  /** RFC 9111, section 3. */
  @ParameterizedTest
  @CsvSource({"no-store, NO_STORE", "private, PRIVATE"})
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

  @Test
  void whatVariesIsNotKept() {
    assertThat(evaluate(200, Headers.of("vary", "accept-language", "cache-control", "max-age=60")))
        .isEqualTo(new DoNotStore(Reason.VARY));
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
  void theDefaultTimeIsForWhatIsHeuristicallyCacheable(int status) {
    assertThat(lifetime(status, Headers.of()).ttl()).isEqualTo(Duration.ofSeconds(300));
  }

  /** RFC 9111, section 3.5. */
  @ParameterizedTest
  @ValueSource(strings = {"public", "must-revalidate", "s-maxage=60"})
  void anAuthorizedResponseIsSharedOnlyWherePermitted(String permission) {
    OriginResponse forbidden =
        new OriginResponse(200, Headers.of("cache-control", "max-age=60"), true, NOW);
    OriginResponse permitted =
        new OriginResponse(
            200, Headers.of("cache-control", "max-age=60, " + permission), true, NOW);
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
  void standsInOnlyWhereTheOriginAllows(String cacheControl, long seconds) {
    assertThat(lifetime(200, Headers.of("cache-control", cacheControl)).staleIfError())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void nothingIsKeptWithoutTimeAndValidator() {
    assertThat(rules(0).evaluate(new OriginResponse(200, Headers.of(), false, NOW)))
        .isEqualTo(new DoNotStore(Reason.NO_LIFETIME));
  }

  private static Lifetime lifetime(int status, Headers headers) {
    Cacheability found = evaluate(status, headers);
    assertThat(found).isInstanceOf(Store.class);
    return ((Store) found).lifetime();
  }

  private static Cacheability evaluate(int status, Headers headers) {
    return RULES.evaluate(new OriginResponse(status, headers, false, NOW));
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
