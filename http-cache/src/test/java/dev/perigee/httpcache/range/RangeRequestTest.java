package dev.perigee.httpcache.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.httpcache.range.RangeRequest.Part;
import dev.perigee.httpcache.range.RangeRequest.Unsatisfiable;
import dev.perigee.httpcache.range.RangeRequest.Whole;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 14.1.2, on an object of 1000 bytes. */
class RangeRequestTest {

  private static final long LENGTH = 1000;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-499, 0, 499",
    "bytes=500-, 500, 999",
    "bytes=999-, 999, 999",
    "bytes=0-5000, 0, 999",
    "bytes=-1, 999, 999",
    "bytes=-500, 500, 999",
    "bytes=-5000, 0, 999",
    "BYTES=1-2, 1, 2",
    "bytes= 1-2 , 1, 2",
  })
  @Tag("A5.3")
  void onePart(String header, long first, long last) {
    Part part = new Part(first, last);
    assertThat(RangeRequest.resolve(header, LENGTH)).isEqualTo(part);
    assertThat(part.length()).isEqualTo(last - first + 1);
  }

  /** cloudfront.md, A5: descending, overlapping and invalid ranges answer 200 with everything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=1-b",
        "bytes=--5",
        "bytes=-5-",
        "bytes=+1-2",
        "bytes=1 - 2",
        "bytes=0-1,2-3",
        "bytes=0-10,5-20",
        "items=0-1",
        "bytes=99999999999999999999-",
      })
  @Tag("A5.4")
  void everythingWhereTheRangeIsBad(String header) {
    assertThat(RangeRequest.resolve(header, LENGTH)).isEqualTo(new Whole());
  }

  @Test
  void everythingWithoutARange() {
    assertThat(RangeRequest.resolve(null, LENGTH)).isEqualTo(new Whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0"})
  @Tag("A5.5")
  void nothingWhereItBeginsAfterTheEnd(String header) {
    assertThat(RangeRequest.resolve(header, LENGTH)).isEqualTo(new Unsatisfiable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=-1"})
  void anEmptyObjectHasNoParts(String header) {
    assertThat(RangeRequest.resolve(header, 0)).isEqualTo(new Unsatisfiable());
  }

  @Test
  void aPartIsAlwaysWithinTheObject() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder header = new StringBuilder("bytes=");
      for (int n = random.nextInt(8); n > 0; n--) {
        header.append("0129--, ".charAt(random.nextInt(8)));
      }
      long length = random.nextInt(30);
      if (RangeRequest.resolve(header.toString(), length) instanceof Part(long first, long last)) {
        assertThat(first).as("seed %d: %s of %d", seed, header, length).isBetween(0L, last);
        assertThat(last).as("seed %d: %s of %d", seed, header, length).isLessThan(length);
      } else {
        assertThat(header.toString()).as("seed %d", seed).startsWith("bytes=");
      }
    }
  }
}
