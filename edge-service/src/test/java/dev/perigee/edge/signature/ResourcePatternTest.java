package dev.perigee.edge.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** cloudfront.md, A10: wildcards stay within their section of a URL. */
class ResourcePatternTest {

  @ParameterizedTest
  @CsvSource({
    "*, https://any.example.org/a?b",
    "http://h/a.jpg, http://h/a.jpg",
    "http://H/a.jpg, http://h/a.jpg",
    "http://h/a.jpg?size=large, http://h/a.jpg?size=large",
    "http://h/a.jpg\\?size=large, http://h/a.jpg?size=large",
    "http://h/a?.jpg, http://h/ab.jpg",
    "http://h/a?.jpg?s=*, http://h/ab.jpg?s=1",
    "*://h/a, https://h/a",
    "http*://h/a, https://h/a",
    "https://www.example.com/hello*world, https://www.example.com/hello-world",
    "https://www.example.com/hello*world, https://www.example.com/hello/x/world",
    "http://h/hello*, http://h/hello?x=1",
    "http://h/hello*, http://h/hello/there",
    "http://h*, http://h.example.org/a?b",
    "http://h*, http://h/",
    "*example.com, http://www.example.com/",
    "https://h:8443/*, https://h:8443/a",
    "https://h/*game_download.zip*, https://h/test_game_download.zip?license=temp",
  })
  void matches(String pattern, String url) {
    assertThat(ResourcePattern.parse(pattern).matches(url)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/a.jpg, https://h/a.jpg",
    "http://h/a.jpg, http://h/A.jpg",
    "http://h/a.jpg, http://h/a.jpg?x",
    "http://h/a.jpg, http://h:8080/a.jpg",
    "https://www.example.com/hello*world, https://www.example.net/hello?world",
    "https://www.example.com/hello*world, https://www.example.com/hello?world",
    "https://*/a, https://h/x/a",
    "https://*.example.org/a, https://evil.net/.example.org/a",
    "*example.com, http://www.example.com/a",
    "http://h/a*?x=1, http://h/ab?x=2",
    "http://h/a*b, http://h/ab?c",
  })
  void doesNotMatch(String pattern, String url) {
    assertThat(ResourcePattern.parse(pattern).matches(url)).isFalse();
  }
}
