package dev.perigee.httpcache.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.httpcache.Headers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {

  private static final String EARLIER = "Sun, 06 Nov 1994 08:49:36 GMT";
  private static final String MODIFIED = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String LATER = "Sun, 06 Nov 1994 08:49:38 GMT";

  /** RFC 9110, section 13.1.2: the weak comparison. */
  @Nested
  class IfNoneMatch {

    @ParameterizedTest
    @CsvSource(
        value = {
          "\"a\"            | \"a\"   | true",
          "W/\"a\"          | \"a\"   | true",
          "\"a\"            | W/\"a\" | true",
          "\"b\", W/\"a\"   | \"a\"   | true",
          "\"b\",\"a\"      | \"a\"   | true",
          "*                | \"a\"   | true",
          "\"b\"            | \"a\"   | false",
          "\"a,b\"          | \"a\"   | false",
          "\"a,b\"          | \"a,b\" | true",
          "\"ab\"           | \"b\"   | false",
          "a                | \"a\"   | false",
          "\"a              | \"a\"   | false",
          "''               | \"a\"   | false",
        },
        delimiter = '|',
        quoteCharacter = '\'')
    void isJudgedAgainstTheTag(String header, String etag, boolean notModified) {
      assertThat(
              Preconditions.notModified(
                  Headers.of("if-none-match", header), Headers.of("etag", etag)))
          .isEqualTo(notModified);
    }

    @Test
    void starMatchesWhateverIsStored() {
      assertThat(Preconditions.notModified(Headers.of("if-none-match", "*"), Headers.of()))
          .isTrue();
    }

    @Test
    void aTagMatchesNothingWithoutOne() {
      assertThat(
              Preconditions.notModified(
                  Headers.of("if-none-match", "\"a\""), Headers.of("last-modified", MODIFIED)))
          .isFalse();
    }

    /** RFC 9110, section 13.2.2: If-Modified-Since is not looked at then. */
    @Test
    void countsBeforeIfModifiedSince() {
      Headers request = Headers.of("if-none-match", "\"b\"", "if-modified-since", LATER);
      assertThat(
              Preconditions.notModified(
                  request, Headers.of("etag", "\"a\"", "last-modified", MODIFIED)))
          .isFalse();
    }

    @Test
    void mayComeOnSeveralLines() {
      Headers request = Headers.of("if-none-match", "\"b\"", "if-none-match", "\"a\"");
      assertThat(Preconditions.notModified(request, Headers.of("etag", "\"a\""))).isTrue();
    }
  }

  /** RFC 9110, section 13.1.3. */
  @Nested
  class IfModifiedSince {

    @Test
    void isMetByTheSameOrALaterDate() {
      assertThat(notModifiedSince(EARLIER)).isFalse();
      assertThat(notModifiedSince(MODIFIED)).isTrue();
      assertThat(notModifiedSince(LATER)).isTrue();
    }

    @Test
    void isIgnoredWhereItIsNoDateOrNothingIsKnown() {
      assertThat(notModifiedSince("yesterday")).isFalse();
      assertThat(
              Preconditions.notModified(
                  Headers.of("if-modified-since", LATER), Headers.of("etag", "\"a\"")))
          .isFalse();
    }

    @Test
    void isHeldAgainstDateWhereNoModificationIsKnown() {
      Headers request = Headers.of("if-modified-since", MODIFIED);
      assertThat(Preconditions.notModified(request, Headers.of("date", MODIFIED))).isTrue();
      assertThat(Preconditions.notModified(request, Headers.of("date", LATER))).isFalse();
      Headers broken = Headers.of("last-modified", "yesterday", "date", MODIFIED);
      assertThat(Preconditions.notModified(request, broken)).isFalse();
    }

    private static boolean notModifiedSince(String date) {
      return Preconditions.notModified(
          Headers.of("if-modified-since", date), Headers.of("last-modified", MODIFIED));
    }
  }

  @Test
  void withoutAConditionTheAnswerIsWhole() {
    assertThat(
            Preconditions.notModified(
                Headers.of(), Headers.of("etag", "\"a\"", "last-modified", MODIFIED)))
        .isFalse();
  }

  /** RFC 9111, section 4.3.4. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "\"a\"   | \"a\"   | true",
        "W/\"a\" | \"a\"   | true",
        "\"a\"   | W/\"a\" | true",
        "\"b\"   | \"a\"   | false",
      },
      delimiter = '|',
      quoteCharacter = '\'')
  @Tag("RFC9111-4.3.4")
  void a304ConfirmsWhatHasItsTag(String said, String etag, boolean confirms) {
    assertThat(Preconditions.confirms(Headers.of("etag", said), etag)).isEqualTo(confirms);
    assertThat(Preconditions.confirms(Headers.of(), etag)).isTrue();
    assertThat(Preconditions.confirms(Headers.of("etag", said), null)).isTrue();
  }

  /** RFC 9110, section 13.1.5: only a strong validator will do. */
  @Nested
  class IfRange {

    @ParameterizedTest
    @CsvSource(
        value = {
          "\"a\"   | \"a\"   | true",
          "\"a\"   | \"b\"   | false",
          "W/\"a\" | \"a\"   | false",
          "\"a\"   | W/\"a\" | false",
          "W/\"a\" | W/\"a\" | false",
        },
        delimiter = '|',
        quoteCharacter = '\'')
    @Tag("A5.6")
    void byTag(String condition, String etag, boolean applies) {
      assertThat(rangeApplies(condition, etag)).isEqualTo(applies);
    }

    @Test
    @Tag("A5.6")
    void byExactDate() {
      assertThat(rangeApplies(MODIFIED, "\"a\"")).isTrue();
      assertThat(rangeApplies(LATER, "\"a\"")).isFalse();
    }

    @Test
    void isNotNeeded() {
      assertThat(Preconditions.rangeApplies(Headers.of(), Headers.of())).isTrue();
    }

    @Test
    void isNotMetByWhatHasNoValidator() {
      assertThat(Preconditions.rangeApplies(Headers.of("if-range", "\"a\""), Headers.of()))
          .isFalse();
      assertThat(Preconditions.rangeApplies(Headers.of("if-range", LATER), Headers.of())).isFalse();
    }

    private static boolean rangeApplies(String condition, String etag) {
      return Preconditions.rangeApplies(
          Headers.of("if-range", condition), Headers.of("etag", etag, "last-modified", MODIFIED));
    }
  }
}
