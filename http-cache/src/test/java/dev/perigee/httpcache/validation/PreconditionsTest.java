package dev.perigee.httpcache.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.httpcache.Headers;
import org.junit.jupiter.api.Nested;
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
      assertThat(Preconditions.notModified(Headers.of("if-none-match", header), etag, null))
          .isEqualTo(notModified);
    }

    @Test
    void starMatchesWhateverIsStored() {
      assertThat(Preconditions.notModified(Headers.of("if-none-match", "*"), null, null)).isTrue();
    }

    @Test
    void aTagMatchesNothingWithoutOne() {
      assertThat(Preconditions.notModified(Headers.of("if-none-match", "\"a\""), null, MODIFIED))
          .isFalse();
    }

    /** RFC 9110, section 13.2.2: If-Modified-Since is not looked at then. */
    @Test
    void countsBeforeIfModifiedSince() {
      Headers request = Headers.of("if-none-match", "\"b\"", "if-modified-since", LATER);
      assertThat(Preconditions.notModified(request, "\"a\"", MODIFIED)).isFalse();
    }

    @Test
    void mayComeOnSeveralLines() {
      Headers request = Headers.of("if-none-match", "\"b\"", "if-none-match", "\"a\"");
      assertThat(Preconditions.notModified(request, "\"a\"", null)).isTrue();
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
      assertThat(Preconditions.notModified(Headers.of("if-modified-since", LATER), "\"a\"", null))
          .isFalse();
    }

    private static boolean notModifiedSince(String date) {
      return Preconditions.notModified(Headers.of("if-modified-since", date), null, MODIFIED);
    }
  }

  @Test
  void withoutAConditionTheAnswerIsWhole() {
    assertThat(Preconditions.notModified(Headers.of(), "\"a\"", MODIFIED)).isFalse();
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
    void byTag(String condition, String etag, boolean applies) {
      assertThat(Preconditions.rangeApplies(Headers.of("if-range", condition), etag, MODIFIED))
          .isEqualTo(applies);
    }

    @Test
    void byExactDate() {
      assertThat(rangeApplies(MODIFIED)).isTrue();
      assertThat(rangeApplies(LATER)).isFalse();
    }

    @Test
    void isNotNeeded() {
      assertThat(Preconditions.rangeApplies(Headers.of(), null, null)).isTrue();
    }

    @Test
    void isNotMetByWhatHasNoValidator() {
      assertThat(Preconditions.rangeApplies(Headers.of("if-range", "\"a\""), null, null)).isFalse();
      assertThat(Preconditions.rangeApplies(Headers.of("if-range", LATER), null, null)).isFalse();
    }

    private static boolean rangeApplies(String condition) {
      return Preconditions.rangeApplies(Headers.of("if-range", condition), "\"a\"", MODIFIED);
    }
  }
}
