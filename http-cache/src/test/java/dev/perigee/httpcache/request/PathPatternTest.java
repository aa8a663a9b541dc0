package dev.perigee.httpcache.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** cloudfront.md, A1. */
class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "*, /",
    "*, /a/b/c",
    "images/*.jpg, /images/a.jpg",
    "/images/*.jpg, /images/a.jpg",
    "images/*.jpg, /images/sub/dir/a.jpg",
    "*.doc*, /x/.doc",
    "*.doc*, /x/a.docx",
    "/a?c, /abc",
    "/a?c, /a/c",
    "/a*, /a",
    "/*product.jpg, /product.jpg",
    "*product.jpg, /x/product.jpg",
    "/a**b, /ab",
    "/*a*b*, /xaxaxbx",
  })
  @Tag("A1.2")
  void matches(String pattern, String path) {
    assertThat(new PathPattern(pattern).matches(path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/a, /A",
    "/a, /a/",
    "/a?, /a",
    "/a?, /abc",
    "images/*.jpg, /pictures/a.jpg",
    "images/*.jpg, /x/images/a.jpg",
    "/a.c, /abc",
    "/*ab, /aba",
    "/, /a",
  })
  @Tag("A1.2")
  void doesNotMatch(String pattern, String path) {
    assertThat(new PathPattern(pattern).matches(path)).isFalse();
  }

  @Test
  @Tag("A1.2")
  void agreesWithTheEquivalentRegularExpression() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String pattern = "/" + word(random, "ab/*?", 8);
      String path = "/" + word(random, "ab/", 12);
      String regex = pattern.replace("*", ".*").replace("?", ".");
      assertThat(new PathPattern(pattern).matches(path))
          .as("seed %d: %s against %s", seed, pattern, path)
          .isEqualTo(Pattern.matches(regex, path));
    }
  }

  @Test
  void manyStarsDoNotMakeItSlow() {
    PathPattern pattern = new PathPattern("*a".repeat(127) + "b");
    String path = "/" + "a".repeat(8_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(pattern.matches(path)).isFalse());
  }

  private static String word(Random random, String alphabet, int maxLength) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }
}
