package dev.perigee.httpcache.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "/                      | /        | ''",
        "/a/b?c=1&d             | /a/b     | c=1&d",
        "/a?                    | /a       | ''",
        "/a?b?c                 | /a       | b?c",
        "/a//b/../%2e           | /a//b/../%2e | ''",
        "http://h.example/a?b=1 | /a       | b=1",
        "HTTPS://h:8443/a       | /a       | ''",
        "http://h.example       | /        | ''",
        "http://h.example?b=1   | /        | b=1",
      },
      delimiter = '|')
  void readsPathAndQueryAsTheyWereWritten(String target, String path, String query) {
    assertThat(RequestTarget.parse(target)).contains(new RequestTarget(path, query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "a/b",
        "?a=1",
        "example.org:443",
        "ftp://h/a",
        "://h/a",
        "ht://h/a",
        "/a b",
        "/a#b",
        "/a\tb",
        "/a\r\nb",
        "/a\u007f",
        "/\u00e4",
        "/a\u0000"
      })
  void refusesWhatIsNoTarget(String target) {
    assertThat(RequestTarget.parse(target)).isEmpty();
  }

  /** cloudfront.md, A1: normalised for matching only (RFC 3986, section 5.2.4). */
  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "/a/b/, /a/b/",
    "/a//b, /a/b",
    "//a, /a",
    "//, /",
    "/a/./b, /a/b",
    "/a/b/.., /a/",
    "/a/b/../c, /a/c",
    "/../../a, /a",
    "/.., /",
    "/a/., /a/",
    "/a/%2e%2E/b, /b",
    "/a/.%2e/b, /b",
    "/a/%2fb, /a/%2Fb",
    "/%61/%7Eb, /a/~b",
    "/a%3bb, /a%3Bb",
    "/%2561, /%2561",
    "/a%, /a%",
    "/..%2fa, /..%2Fa",
    "/a/.b/..c, /a/.b/..c",
    "/.../a, /.../a",
  })
  @Tag("A1.3")
  void matchPathHasNoEmptyAndNoDotSegments(String rawPath, String matched) {
    assertThat(new RequestTarget(rawPath, "").matchPath()).isEqualTo(matched);
  }

  @Test
  void noPathLeadsOutOfItsRootNorFails() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] parts = {"/", ".", "..", "a", "%2e", "%2E", "%2f", "%2", "%"};
    for (int i = 0; i < 20_000; i++) {
      StringBuilder path = new StringBuilder("/");
      for (int n = random.nextInt(10); n > 0; n--) {
        path.append(parts[random.nextInt(parts.length)]);
      }
      String matched = new RequestTarget(path.toString(), "").matchPath();
      assertThat(matched).as("seed %d: %s", seed, path).startsWith("/").doesNotContain("//");
      assertThat(matched.split("/", -1)).as("seed %d: %s", seed, path).doesNotContain(".", "..");
      assertThat(new RequestTarget(matched, "").matchPath())
          .as("seed %d: %s", seed, path)
          .isEqualTo(matched);
    }
  }

  @Test
  void anyTextIsReadOrRefusedButNeverAnError() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      char[] text = new char[random.nextInt(20)];
      for (int at = 0; at < text.length; at++) {
        text[at] = (char) random.nextInt(0x100);
      }
      String target = (random.nextBoolean() ? "/" : "http://") + new String(text);
      assertThatCode(() -> RequestTarget.parse(target).ifPresent(RequestTarget::matchPath))
          .as("seed %d: %s", seed, target)
          .doesNotThrowAnyException();
    }
  }
}
