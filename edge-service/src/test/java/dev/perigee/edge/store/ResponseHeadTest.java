package dev.perigee.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

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
  void itIsKeptWithoutTheLengthOfTheBody() {
    assertThat(HEAD.kept()).isEqualTo(HEAD.without(List.of("content-length")));
  }

  @Test
  void itsNamedFieldsAreItsFields() {
    assertThat(HEAD.named()).map(Object::toString).isEqualTo(HEAD.fields());
  }

  @Test
  void equalTextsAreKeptOnce() {
    ResponseHead first = new ResponseHead(200, List.of("x-shared", new String("a value")));
    ResponseHead second = new ResponseHead(200, List.of("x-shared", new String("a value")));
    assertThat(second.kept()).isEqualTo(second);
    assertThat(second.kept().first("x-shared")).isSameAs(first.kept().first("x-shared"));
    assertThat((Object) second.named().get(1)).isSameAs(first.named().get(1));
  }

  /** Texts that are the same once they are written in a byte each stay what they are. */
  @Test
  void aTextIsNotTakenForOneOfTheSameBytes() {
    ResponseHead strange = new ResponseHead(200, List.of("x-word", "\u20ac"));
    ResponseHead plain = new ResponseHead(200, List.of("x-word", "?"));
    assertThat(strange.kept()).isEqualTo(strange);
    assertThat(plain.kept()).isEqualTo(plain);
  }
}
