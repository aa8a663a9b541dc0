package dev.perigee.httpcache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 5.6.7. */
class HttpDateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "  Sun, 06 Nov 1994 08:49:37 GMT  "
      })
  void readsAllThreeForms(String date) {
    assertThat(HttpDate.parse(date)).contains(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @Test
  void readsTwoDigitsOfAsctimesDay() {
    assertThat(HttpDate.parse("Wed Nov 16 08:49:37 1994"))
        .contains(Instant.parse("1994-11-16T08:49:37Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-1", "now", "Sun, 06 Nov 1994 08:49:37 CET", "1994-11-06T08:49:37Z"})
  void refusesWhatIsNoDate(String date) {
    assertThat(HttpDate.parse(date)).isEmpty();
  }

  @Test
  void anAbsentHeaderIsNoDate() {
    assertThat(HttpDate.parse(null)).isEmpty();
  }

  @Test
  void writesTheFirstForm() {
    assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37.999Z")))
        .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void readsWhatItWrites() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Instant instant = Instant.ofEpochSecond(random.nextLong(4_102_444_800L));
      assertThat(HttpDate.parse(HttpDate.format(instant))).as("seed %d", seed).contains(instant);
    }
  }
}
