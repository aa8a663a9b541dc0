package dev.perigee.httpcache.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrefixOffsetsTest {

  private final PrefixOffsets prefixes = new PrefixOffsets();

  @Test
  void theNewestOfAllMatchingPrefixesCounts() {
    prefixes.put("/a/", 5);
    prefixes.put("/a/b", 3);
    prefixes.put("/", 1);
    assertThat(prefixes.newest("/a/bc")).isEqualTo(5);
    assertThat(prefixes.newest("/a")).isEqualTo(1);
    assertThat(prefixes.newest("/x")).isEqualTo(1);
    assertThat(prefixes.newest("")).isEqualTo(-1);
  }

  @Test
  void aPrefixMatchesItself() {
    prefixes.put("/a", 7);
    assertThat(prefixes.newest("/a")).isEqualTo(7);
  }

  @Test
  void aRepeatedPrefixIsCountedOnceAndKeepsItsNewestOffset() {
    prefixes.put("/a", 7);
    prefixes.put("/a", 9);
    assertThat(prefixes.size()).isEqualTo(1);
    assertThat(prefixes.newest("/a")).isEqualTo(9);
  }

  @Test
  void clearForgetsEverything() {
    prefixes.put("/a", 7);
    prefixes.clear();
    assertThat(prefixes.size()).isZero();
    assertThat(prefixes.newest("/a")).isEqualTo(-1);
  }
}
