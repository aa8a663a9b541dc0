package dev.perigee.httpcache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderViewTest {

  @Test
  void anAbsentHeaderHasNoCombinedValue() {
    assertThat(Headers.of("b", "1").combined("a")).isNull();
  }

  @Test
  void severalLinesBecomeOneList() {
    assertThat(Headers.of("A", "1", "b", "2", "a", "3").combined("a")).isEqualTo("1, 3");
  }

  /** RFC 9113, section 8.2.3: a cookie header may come in pieces, which are no list. */
  @Test
  void piecesOfCookiesAreJoinedAsCookies() {
    assertThat(Headers.of("cookie", "a=1", "cookie", "b=2").combined("Cookie"))
        .isEqualTo("a=1; b=2");
  }
}
