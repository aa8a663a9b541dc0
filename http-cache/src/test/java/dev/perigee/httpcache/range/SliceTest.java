package dev.perigee.httpcache.range;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 9",
    "9, 0, 9",
    "10, 10, 19",
    "24, 20, 24",
    "20, 20, 24",
  })
  void anOffsetLiesInOneSlice(long offset, long first, long last) {
    Slice slice = Slice.at(offset, 10, 25);
    assertThat(slice).isEqualTo(new Slice(first, last, 25));
    assertThat(slice.range()).isEqualTo("bytes=" + first + "-" + last);
    assertThat(slice.contentRange()).isEqualTo("bytes " + first + "-" + last + "/25");
  }
}
