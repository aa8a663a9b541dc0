package dev.perigee.httpcache.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathOffsetsTest {

  private final PathOffsets offsets = new PathOffsets();

  @Test
  void theNewestOfAllMatchingPrefixesCounts() {
    offsets.put("/", true, 1);
    offsets.put("/a/b", true, 3);
    offsets.put("/a/", true, 5);
    assertThat(offsets.newest("/a/bc")).isEqualTo(5);
    assertThat(offsets.newest("/a")).isEqualTo(1);
    assertThat(offsets.newest("/x")).isEqualTo(1);
    assertThat(offsets.newest("")).isEqualTo(-1);
  }

  @Test
  void aPrefixMatchesItself() {
    offsets.put("/a", true, 7);
    assertThat(offsets.newest("/a")).isEqualTo(7);
  }

  @Test
  void anExactPathMatchesItselfAlone() {
    offsets.put("/ab", false, 7);
    assertThat(offsets.newest("/ab")).isEqualTo(7);
    assertThat(offsets.newest("/a")).isEqualTo(-1);
    assertThat(offsets.newest("/abc")).isEqualTo(-1);
  }

  @Test
  void whatIsRepeatedIsCountedOnceAndKeepsItsNewestOffset() {
    offsets.put("/a", false, 7);
    offsets.put("/a", false, 8);
    assertThat(offsets.size()).isEqualTo(1);
    assertThat(offsets.newest("/a")).isEqualTo(8);
    offsets.put("/b", true, 9);
    offsets.put("/b", true, 10);
    assertThat(offsets.size()).isEqualTo(2);
    assertThat(offsets.newest("/b")).isEqualTo(10);
  }

  @Test
  void aPrefixDropsWhatItCovers() {
    offsets.put("/a", false, 1);
    offsets.put("/ab", false, 2);
    offsets.put("/abc", true, 3);
    offsets.put("/b", false, 4);
    long bytesOfOne = bytesOf("/b", false);
    assertThat(offsets.size()).isEqualTo(4);
    offsets.put("/a", true, 5);
    assertThat(offsets.size()).isEqualTo(2);
    assertThat(offsets.newest("/abcd")).isEqualTo(5);
    assertThat(offsets.newest("/b")).isEqualTo(4);
    offsets.put("/", true, 6);
    offsets.put("", true, 7);
    assertThat(offsets.size()).isEqualTo(1);
    assertThat(offsets.bytes()).isLessThan(bytesOfOne);
  }

  @Test
  void whatAPrefixOfTheSameOffsetCoversIsNotAdded() {
    offsets.put("/a", true, 5);
    offsets.put("/ab", false, 5);
    offsets.put("/abc", true, 5);
    assertThat(offsets.size()).isEqualTo(1);
    offsets.put("/ab", false, 6);
    assertThat(offsets.size()).isEqualTo(2);
    assertThat(offsets.newest("/ab")).isEqualTo(6);
    assertThat(offsets.newest("/abc")).isEqualTo(5);
  }

  @Test
  void charactersBeyondAsciiAreAllTold() {
    offsets.put("/\u00e4", false, 1);
    offsets.put("/\u00e5", true, 2);
    offsets.put("/\ud83d\ude00", true, 3);
    assertThat(offsets.newest("/\u00e4")).isEqualTo(1);
    assertThat(offsets.newest("/\u00e5z")).isEqualTo(2);
    assertThat(offsets.newest("/\ud83d\ude00z")).isEqualTo(3);
    assertThat(offsets.newest("/\ud83d\ude01")).isEqualTo(-1);
  }

  /** Deep chains: each path is the beginning of the next, and all go at once. */
  @Test
  void depthIsNoConcern() {
    StringBuilder path = new StringBuilder("/");
    for (int i = 0; i < 20_000; i++) {
      offsets.put(path.append('a').toString(), false, i);
    }
    assertThat(offsets.newest(path.toString())).isEqualTo(19_999);
    offsets.put("/", true, 20_000);
    assertThat(offsets.size()).isEqualTo(1);
    assertThat(offsets.bytes()).isEqualTo(bytesOf("/", true));
  }

  @Test
  void clearForgetsEverything() {
    long empty = offsets.bytes();
    offsets.put("/a", true, 7);
    offsets.clear();
    assertThat(offsets.size()).isZero();
    assertThat(offsets.bytes()).isEqualTo(empty);
    assertThat(offsets.newest("/a")).isEqualTo(-1);
  }

  private static long bytesOf(String path, boolean prefix) {
    PathOffsets alone = new PathOffsets();
    alone.put(path, prefix, 0);
    return alone.bytes();
  }
}
