package dev.perigee.edge.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseHeadTest {

  private static final ResponseHead HEAD =
      new ResponseHead(
          200,
          List.of(
              "content-type", "text/plain",
              "content-length", "5",
              "etag", "\"1\"",
              "warning", "a",
              "warning", "b",
              "x-kept", "1"));

  @Test
  void headersAreFoundWithoutRegardToCase() {
    assertThat(HEAD.first("ETag")).isEqualTo("\"1\"");
    assertThat(HEAD.first("absent")).isNull();
    assertThat(HEAD.all("Warning")).containsExactly("a", "b");
    assertThat(HEAD.combined("warning")).isEqualTo("a, b");
  }

  @Test
  void aValueIsNeverTakenForAName() {
    ResponseHead head = new ResponseHead(200, List.of("x-a", "etag", "x-b", "1"));
    assertThat(head.first("etag")).isNull();
  }

  /** RFC 9111, section 3.2. */
  @Test
  void aNotModifiedReplacesWhatItNames() {
    ResponseHead updated =
        HEAD.updatedBy(
            new ResponseHead(
                304, List.of("etag", "\"2\"", "warning", "c", "date", "now", "x-new", "1")));
    assertThat(updated)
        .isEqualTo(
            new ResponseHead(
                200,
                List.of(
                    "content-type", "text/plain",
                    "content-length", "5",
                    "x-kept", "1",
                    "etag", "\"2\"",
                    "warning", "c",
                    "date", "now",
                    "x-new", "1")));
  }

  @Test
  void aNotModifiedCannotChangeTheDescriptionOfTheBody() {
    ResponseHead updated =
        HEAD.updatedBy(
            new ResponseHead(
                304,
                List.of(
                    "content-length", "0",
                    "content-type", "text/html",
                    "content-encoding", "gzip",
                    "content-range", "bytes 0-0/1")));
    assertThat(updated).isEqualTo(HEAD);
  }

  @Test
  void itsLinesAreAllFieldsButTheBodysLength() {
    ResponseHead head =
        new ResponseHead(
            200, List.of("etag", "\"1\"", "content-length", "5", "x-word", "caf\u00e9"));
    assertThat(new String(head.encoded(), ISO_8859_1))
        .isEqualTo("etag: \"1\"\r\nx-word: caf\u00e9\r\n");
  }

  @Test
  void aFieldOfTwoLinesIsNone() {
    ResponseHead head = new ResponseHead(200, List.of("etag", "1\r\nset-cookie: a=b"));
    assertThatIllegalArgumentException().isThrownBy(head::encoded);
  }

  @Test
  void itsNamedFieldsAreAllButTheLengthOfTheBody() {
    assertThat(HEAD.named())
        .map(Object::toString)
        .containsExactly(
            "content-type", "text/plain",
            "etag", "\"1\"",
            "warning", "a",
            "warning", "b",
            "x-kept", "1");
  }

  @Test
  void equalTextsAreKeptOnce() {
    ResponseHead first = new ResponseHead(200, List.of("x-shared", new String("a value")));
    ResponseHead second = new ResponseHead(200, List.of("x-shared", new String("a value")));
    assertThat(second.shared()).isEqualTo(second);
    assertThat(second.shared().first("x-shared")).isSameAs(first.shared().first("x-shared"));
    assertThat((Object) second.named().get(1)).isSameAs(first.named().get(1));
  }

  /** Texts that are the same once they are written in a byte each stay what they are. */
  @Test
  void aTextIsNotTakenForOneOfTheSameBytes() {
    ResponseHead strange = new ResponseHead(200, List.of("x-word", "\u20ac"));
    ResponseHead plain = new ResponseHead(200, List.of("x-word", "?"));
    assertThat(strange.shared()).isEqualTo(strange);
    assertThat(plain.shared()).isEqualTo(plain);
  }
}
