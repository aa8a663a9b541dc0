package dev.perigee.httpcache.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3986, section 6.2.2. */
class PercentEncodingTest {

  @ParameterizedTest
  @CsvSource({
    "/plain, /plain",
    "/%7Euser, /~user",
    "/%61%5A%30%2D%2e%5f, /aZ0-._",
    "/%c3%a4, /%C3%A4",
    "/%2f, /%2F",
    "/%2A, /%2A",
    "/%3F, /%3F",
    "/100%, /100%",
    "/%4, /%4",
    "/%zz, /%zz",
    "/%%41, /%A",
    "/%2541, /%2541",
  })
  void givesEquivalentSpellingsOneForm(String path, String normal) {
    assertThat(PercentEncoding.normalize(path)).isEqualTo(normal);
  }

  @Test
  void whatIsAlreadyNormalStaysTheSameInstance() {
    String path = "/a/b";
    assertThat(PercentEncoding.normalize(path)).isSameAs(path);
  }

  @Test
  void anyOctetMeansTheSameInEitherCase() {
    for (int octet = 0; octet < 256; octet++) {
      String upper = "/%%%02X".formatted(octet);
      String lower = "/%%%02x".formatted(octet);
      assertThat(PercentEncoding.normalize(lower)).isEqualTo(PercentEncoding.normalize(upper));
    }
  }

  @Test
  void neverGrowsAndNeverFails() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder path = new StringBuilder("/");
      for (int n = random.nextInt(16); n > 0; n--) {
        path.append("%%%afF04zé".charAt(random.nextInt(10)));
      }
      assertThat(PercentEncoding.normalize(path.toString()).length())
          .as("seed %d: %s", seed, path)
          .isLessThanOrEqualTo(path.length());
    }
  }
}
