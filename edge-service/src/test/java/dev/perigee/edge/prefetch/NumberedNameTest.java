package dev.perigee.edge.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedNameTest {

  @ParameterizedTest
  @CsvSource({
    "/a/seg1.ts, /a/seg2.ts",
    "/a/seg9.ts, /a/seg10.ts",
    "/a/chunk-stream0-00099.m4s, /a/chunk-stream0-00100.m4s",
    "/a/0009.m4v, /a/0010.m4v",
    "/7/v_1.cmfv, /7/v_2.cmfv",
  })
  void oneMoreWithAsManyDigits(String path, String next) {
    assertThat(NumberedName.of(path)).map(NumberedName::next).contains(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/init.mp4",
        "/a/episode1.mp4",
        "/a/1/index.m3u8",
        "/a/seg1-video.ts",
        "/a/seg.ts",
        "/a/seg1",
        "/a/1234567890123456789.ts",
        "1.ts",
      })
  void otherNamesHaveNoNext(String path) {
    assertThat(NumberedName.of(path)).isEmpty();
  }
}
