package dev.perigee.edge.headers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** cloudfront.md, A7: wildcards in allowed origins. */
class OriginPatternTest {

  @ParameterizedTest
  @CsvSource({
    "http://*.example.org, http://www.example.org",
    "http://*.example.org, http://a.b.example.org",
    "*.example.org, https://test.example.org",
    "*.example.org, http://a.b.example.org",
    "*.example.org, test.example.org",
    "*.example.org, .example.org",
    "example.org, http://example.org",
    "example.org, https://EXAMPLE.org",
    "http://example.org:*, http://example.org:123",
    "http://example.org:*, http://example.org",
    "http://example.org:1*3, http://example.org:123",
    "http://example.org:1*3, http://example.org:1893",
    "http://example.org:1*3, http://example.org:13",
    "*.example.org:1*, test.example.org:123",
    "http://[::1]:*, http://[::1]:8080",
    "http://[::1], http://[::1]",
  })
  void matches(String pattern, String origin) {
    assertThat(new OriginPattern(pattern).matches(origin)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://*.example.org, https://test.example.org",
    "http://*.example.org, http://test.example.org:123",
    "http://*.example.org, http://example.org",
    "*.example.org, https://test.example.org:123",
    "*.example.org, https://test.example.org.evil.net",
    "*.example.org, https://evil.net/.example.org",
    "*.example.org, https://evil.net:80.example.org",
    "example.org, http://example.org:8080",
    "example.org, http://www.example.org",
    "example.org, http://exampleXorg",
    "http://example.org, https://example.org",
    "http://example.org, http://example.org:123",
    "http://example.org:1*3, http://example.org:124",
    "http://example.org:1*3, http://example.org",
  })
  void doesNotMatch(String pattern, String origin) {
    assertThat(new OriginPattern(pattern).matches(origin)).isFalse();
  }
}
