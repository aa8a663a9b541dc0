package dev.perigee.edge.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.store.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** cloudfront.md, A6. */
class CompressionRulesTest {

  @Test
  @Tag("A6.1")
  void brotliIsPreferred() {
    assertThat(CompressionRules.choose(head(200, "text/css", "1000"), "br,gzip"))
        .contains(Coding.BROTLI);
    assertThat(CompressionRules.choose(head(200, "text/css", "1000"), "gzip"))
        .contains(Coding.GZIP);
    assertThat(CompressionRules.choose(head(200, "text/css", "1000"), "identity")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html; charset=utf-8, 1000, true",
    "403, application/json, 5000, true",
    "404, TEXT/HTML, 10000000, true",
    "200, text/html, 999, false",
    "200, text/html, 10000001, false",
    "200, text/html, -1, false",
    "200, text/html, 1e4, false",
    "206, text/html, 5000, false",
    "500, text/html, 5000, false",
    "200, image/png, 5000, false",
    "200, application/zip, 5000, false",
    "200, , 5000, false",
    "200, text/html, , false",
  })
  @Tag("A6.1")
  void onlySomeAreCompressed(int status, String type, String length, boolean compressed) {
    assertThat(CompressionRules.choose(head(status, type, length), "gzip").isPresent())
        .isEqualTo(compressed);
  }

  @Test
  @Tag("A6.2")
  void whatIsEncodedAlreadyIsLeftAsItIs() {
    ResponseHead encoded =
        new ResponseHead(
            200,
            List.of("content-type", "text/css", "content-length", "5000", "content-encoding", "x"));
    assertThat(CompressionRules.choose(encoded, "br,gzip")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'\"1\"', 'W/\"1\"'", "'W/\"1\"', 'W/\"1\"'", "1, ''", "'\"', ''"})
  @Tag("A6.3")
  void theEntityTagIsWeakThenAndAnInvalidOneIsRemoved(String etag, String weak) {
    assertThat(CompressionRules.weakened(etag)).isEqualTo(weak);
  }

  @Test
  void theHeadSaysWhatTheBodyIs() {
    ResponseHead head =
        new ResponseHead(
            200,
            List.of(
                "content-type",
                "text/css",
                "content-length",
                "5000",
                "etag",
                "\"1\"",
                "vary",
                "Origin"));
    assertThat(CompressionRules.compressed(head, Coding.GZIP).fields())
        .containsExactly(
            "content-type",
            "text/css",
            "etag",
            "W/\"1\"",
            "vary",
            "Origin, Accept-Encoding",
            "content-encoding",
            "gzip");
  }

  private static ResponseHead head(int status, String type, String length) {
    List<String> fields = new ArrayList<>();
    if (type != null) {
      fields.addAll(List.of("content-type", type));
    }
    if (length != null) {
      fields.addAll(List.of("content-length", length));
    }
    return new ResponseHead(status, fields);
  }
}
