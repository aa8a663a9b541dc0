package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotSegmentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/../other",
        "/a/./b",
        "/a/..",
        "/a/%2e%2E/b",
        "/a/.%2e/b",
        "/a%2f..%2Fb",
        "/a\\..\\b",
        "/a%5c../b",
        "/..?q"
      })
  void findsThemHoweverTheyAreSpelt(String target) {
    assertThat(DotSegments.in(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a..b", "/...", "/.hidden", "/a.", "/a?x=/../", "/%2e%2ea"})
  void leavesOtherDotsAlone(String target) {
    assertThat(DotSegments.in(target)).isFalse();
  }
}
