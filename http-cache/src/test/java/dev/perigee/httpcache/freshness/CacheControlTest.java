package dev.perigee.httpcache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheControlTest {

  /** RFC 9111, section 4.2.1: what is broken counts as stale; the first of two counts. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "max-age=60              | 60",
        "MAX-AGE=60              | 60",
        "public, max-age=60      | 60",
        "max-age=\"60\"          | 60",
        "max-age=60, max-age=10  | 60",
        "max-age=60;foo          | 0",
        "max-age=                | 0",
        "max-age                 | 0",
        "max-age = 60            | 0",
        "max-age=-1              | 0",
        "max-age=1.5             | 0",
        "max-age=1e3             | 0",
        "max-age=99999999999999999999 | 3153600000",
        "x-max-age=60            | -1",
        "foo=\"max-age=60\"      | -1",
        "foo=\"a, max-age=60\"   | -1",
        "foo=\"a\\\", max-age=60\" | -1",
        "foo=\"unterminated, max-age=60 | -1",
        "foo=\"a\", max-age=60   | 60",
        ",,, max-age=60 ,        | 60",
        "''                      | -1",
      },
      delimiter = '|',
      quoteCharacter = '\'')
  @Tag("RFC9111-1.2.2")
  @Tag("RFC9111-5.2.2.1")
  void readsMaxAge(String header, long seconds) {
    assertThat(CacheControl.parse(header).maxAge()).isEqualTo(seconds);
  }

  @Test
  void readsEveryDirectiveOfASharedCache() {
    assertThat(
            CacheControl.parse(
                "s-maxage=1,stale-while-revalidate=2,stale-if-error=3,no-store,no-cache,private,"
                    + "public,must-revalidate,proxy-revalidate,must-understand,max-age=4"))
        .isEqualTo(
            new CacheControl(
                4,
                1,
                2,
                3,
                true,
                FieldRestriction.WHOLE,
                FieldRestriction.WHOLE,
                true,
                true,
                true,
                true));
  }

  /** RFC 9111, sections 5.2.2.4 and 5.2.2.7. */
  @Test
  void noCacheAndPrivateMayBeSaidOfSomeFields() {
    CacheControl control =
        CacheControl.parse("no-cache=\"Set-Cookie, ,X\", private=\"no-store\", max-age=5");
    assertThat(control.noCache())
        .isEqualTo(new FieldRestriction(false, List.of("set-cookie", "x")));
    assertThat(control.isPrivate()).isEqualTo(new FieldRestriction(false, List.of("no-store")));
    assertThat(control.noStore()).isFalse();
    assertThat(control.maxAge()).isEqualTo(5);
  }

  /** The whole is more than its parts, in whatever order they come. */
  @ParameterizedTest
  @ValueSource(strings = {"private, private=\"a\"", "private=\"a\", private", "private=\"\""})
  void whatIsSaidOfTheWholeCounts(String header) {
    FieldRestriction found = CacheControl.parse(header).isPrivate();
    assertThat(found.whole()).isTrue();
    assertThat(found.isPresent()).isTrue();
  }

  @Test
  @Tag("RFC9111-5.2.3")
  @Tag("RFC8246-2")
  void whatIsUnknownOrOfTheViewersOwnCacheIsIgnored() {
    CacheControl nothing = CacheControl.parse(null);
    assertThat(CacheControl.parse("immutable, no-transform, max-stale=5, community=\"UCI\""))
        .isEqualTo(nothing);
    assertThat(nothing.maxAge()).isEqualTo(-1);
    assertThat(nothing.noStore()).isFalse();
    assertThat(nothing.noCache().isPresent()).isFalse();
    assertThat(nothing.isPrivate().isPresent()).isFalse();
  }

  @Test
  void eitherRevalidateForbidsStale() {
    assertThat(CacheControl.parse("must-revalidate").forbidsStale()).isTrue();
    assertThat(CacheControl.parse("proxy-revalidate").forbidsStale()).isTrue();
    assertThat(CacheControl.parse("max-age=1").forbidsStale()).isFalse();
  }

  @Test
  void anyTextIsReadAndEveryTimeIsWithinItsBounds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] parts = {
      "max-age", "s-maxage", "no-store", "=", ",", "\"", "\\", " ", "\t", "9", "60", ";", "é"
    };
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
              header.append(parts[random.nextInt(parts.length)]);
            }
            CacheControl control = CacheControl.parse(header.toString());
            assertThat(control.maxAge())
                .as("seed %d: %s", seed, header)
                .isBetween(-1L, CacheControl.MAX_SECONDS);
            assertThat(control.sharedMaxAge())
                .as("seed %d: %s", seed, header)
                .isBetween(-1L, CacheControl.MAX_SECONDS);
          }
        });
  }
}
