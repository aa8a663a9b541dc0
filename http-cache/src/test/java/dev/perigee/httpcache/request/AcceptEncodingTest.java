package dev.perigee.httpcache.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** cloudfront.md, A2: the key has {@code br,gzip}, one of them, or nothing. */
class AcceptEncodingTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "gzip, deflate, br        | true  | true  | br,gzip",
        "br;q=1.0, gzip;q=0.8     | true  | true  | br,gzip",
        "GZIP                     | true  | true  | gzip",
        "gzip, br                 | true  | false | gzip",
        "gzip, br                 | false | true  | br",
        "gzip, br                 | false | false | identity",
        "deflate, zstd            | true  | true  | identity",
        "gzip;q=0, br             | true  | true  | br",
        "gzip;q=0.000, br; q = 0  | true  | true  | identity",
        "gzip;q=0.001             | true  | true  | gzip",
        "xgzip, brx               | true  | true  | identity",
        "' , gzip ,'              | true  | true  | gzip",
        "''                       | true  | true  | identity",
      },
      delimiter = '|')
  @Tag("A2.4")
  void namesWhatBothSidesTake(String header, boolean gzip, boolean brotli, String normal) {
    assertThat(AcceptEncoding.normalize(header, gzip, brotli)).isEqualTo(normal);
  }

  @Test
  void aViewerThatSaysNothingGetsIdentity() {
    assertThat(AcceptEncoding.normalize(null, true, true)).isEqualTo("identity");
  }
}
