package dev.perigee.httpcache.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.httpcache.Headers;
import dev.perigee.httpcache.key.Variants.By;
import dev.perigee.httpcache.key.Variants.One;
import dev.perigee.httpcache.key.Variants.Untold;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 12.5.5, and RFC 9111, section 4.1. */
class VariantsTest {

  @Test
  void namesCompareWithoutCaseOrderOrRepetition() {
    assertThat(Variants.of(Headers.of("vary", "Foo, bar", "vary", "FOO,,")))
        .isEqualTo(new By(List.of("bar", "foo")));
  }

  @Test
  void nothingNamedIsOneResponseForAll() {
    assertThat(Variants.of(Headers.of())).isEqualTo(new One());
    assertThat(Variants.of(Headers.of("vary", " , "))).isEqualTo(new One());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "foo, *", "X-Forwarded-For", "foo, via"})
  void whatTheRequestDoesNotTellIsUntold(String vary) {
    assertThat(Variants.of(Headers.of("vary", vary))).isEqualTo(new Untold());
  }

  @Test
  @Tag("RFC9111-4.1")
  void requestsMatchWhereAllNamedHeadersAreEqualOrAbsentInBoth() {
    String key = key(Headers.of("foo", "1", "bar", "2"));
    assertThat(key(Headers.of("bar", " 2", "foo", "1 ", "other", "3"))).isEqualTo(key);
    assertThat(key(Headers.of("foo", "1"))).isNotEqualTo(key);
    assertThat(key(Headers.of("foo", "1", "bar", ""))).isNotEqualTo(key(Headers.of("foo", "1")));
    assertThat(key(Headers.of("foo", "1", "bar", "2, 3")))
        .isEqualTo(key(Headers.of("foo", "1", "bar", "2", "bar", "3")));
    assertThat(key(Headers.of("foo", "2", "bar", "1"))).isNotEqualTo(key);
  }

  @Test
  void familiesNeverMeet() {
    By by = new By(List.of("foo"));
    assertThat(by.key("one", Headers.of())).isNotEqualTo(by.key("two", Headers.of()));
  }

  private static String key(Headers request) {
    return new By(List.of("foo", "bar")).key("family", request);
  }
}
