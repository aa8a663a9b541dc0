package dev.perigee.edge;

import static dev.perigee.edge.CachedObject.answer;
import static dev.perigee.edge.CachedObject.date;
import static dev.perigee.edge.CachedObject.notModified;
import static dev.perigee.edge.CachedObject.stale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111, sections 3.2, 4.3 and 4.4: validation, and what a change lets go of. */
@ExtendWith(Rfc9111Edge.class)
class Rfc9111ValidationIT {

  @Test
  @Tag("RFC9111-4.3.1")
  @Tag("RFC9111-4.3.3")
  void whatIsStaleIsValidatedByItsTagAndDate(CachedObject object) throws Exception {
    String modified = date(-1000);
    object.gives(stale("public").header("Last-Modified", modified), notModified("max-age=100"));
    object.get();
    Reply second = object.get();
    assertThat(second.text()).isEqualTo("body");
    assertThat(second.header("X-Cache")).contains("RefreshHit from perigee");
    assertThat(object.lastAsked().head().first("If-None-Match")).contains("\"1\"");
    assertThat(object.lastAsked().head().first("If-Modified-Since")).contains(modified);
    object.get();
    assertThat(object.asked()).as("it is fresh again").isEqualTo(2);
  }

  @Test
  @Tag("RFC9111-5.2.2.4")
  void noCacheIsValidatedEachTime(CachedObject object) throws Exception {
    object.gives(
        answer("no-cache, max-age=100").header("ETag", "\"1\""),
        notModified("no-cache, max-age=100"));
    for (int i = 0; i < 3; i++) {
      assertThat(object.get().text()).isEqualTo("body");
    }
    assertThat(object.asked()).isEqualTo(3);
  }

  @Test
  @Tag("RFC9111-4.3.3")
  void aFullResponseReplacesWhatIsStored(CachedObject object) throws Exception {
    object.gives(stale("public"), Answer.ok("new").header("Cache-Control", "max-age=100"));
    object.get();
    assertThat(object.get().text()).isEqualTo("new");
    assertThat(object.get().text()).isEqualTo("new");
    assertThat(object.asked()).isEqualTo(2);
  }

  @Test
  @Tag("RFC9111-4.3.3")
  void aFailureIsPassedOnAndReplacesNothing(CachedObject object) throws Exception {
    object.gives(stale("public"), Answer.empty(500), notModified("max-age=100"));
    object.get();
    assertThat(object.get().status()).isEqualTo(500);
    assertThat(object.get().text()).isEqualTo("body");
  }

  @Test
  @Tag("RFC9111-4.3.4")
  @Tag("RFC9111-3.2")
  void aValidationUpdatesTheStoredHeadersButNotTheBodysOwn(CachedObject object) throws Exception {
    object.gives(
        stale("public")
            .header("X-Old", "kept")
            .header("X-Both", "old")
            .header("Content-Type", "a/b"),
        notModified("max-age=100")
            .header("X-Both", "new")
            .header("X-New", "added")
            .header("Content-Type", "c/d"));
    object.get();
    for (int i = 0; i < 2; i++) {
      Reply reply = object.get();
      assertThat(reply.header("X-Old")).contains("kept");
      assertThat(reply.head().all("X-Both")).containsExactly("new");
      assertThat(reply.header("X-New")).contains("added");
      assertThat(reply.header("Content-Type")).contains("a/b");
      assertThat(reply.header("Content-Length")).contains("4");
    }
    assertThat(object.asked()).isEqualTo(2);
  }

  @Test
  @Tag("RFC9111-4.3.4")
  void aValidationOfAnotherVersionConfirmsNothing(CachedObject object) throws Exception {
    object.gives(
        stale("public"),
        Answer.empty(304).header("ETag", "\"2\"").header("Cache-Control", "max-age=100"),
        Answer.ok("new").header("ETag", "\"2\"").header("Cache-Control", "max-age=100"));
    object.get();
    assertThat(object.get().text()).isEqualTo("new");
    assertThat(object.lastAsked().head().first("If-None-Match")).isEmpty();
    assertThat(object.get().text()).isEqualTo("new");
    assertThat(object.asked()).isEqualTo(3);
  }

  @ParameterizedTest
  @Tag("RFC9111-4.3.2")
  @CsvSource(
      value = {
        "If-None-Match: \"1\"       | 304",
        "If-None-Match: W/\"1\"     | 304",
        "If-None-Match: \"2\", \"1\" | 304",
        "If-None-Match: *           | 304",
        "If-None-Match: \"2\"       | 200",
        "If-Match: \"2\"            | 200",
      },
      delimiter = '|',
      quoteCharacter = '\'')
  void viewersConditionsAreJudgedAgainstWhatIsStored(
      String condition, int status, CachedObject object) throws Exception {
    object.gives(answer("max-age=100").header("ETag", "\"1\"").header("X-Kept", "1"));
    object.get();
    Reply reply = object.get(condition);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("ETag")).contains("\"1\"");
    assertThat(reply.header("Cache-Control")).contains("max-age=100");
    assertThat(reply.header("Date")).isPresent();
    assertThat(object.asked()).isOne();
  }

  @ParameterizedTest
  @Tag("RFC9111-4.3.2")
  @CsvSource({"-100, 304", "-200, 200", "0, 304"})
  void ifModifiedSinceIsHeldAgainstLastModified(long seconds, int status, CachedObject object)
      throws Exception {
    object.gives(answer("max-age=100").header("Last-Modified", date(-150)));
    object.get();
    assertThat(object.get("If-Modified-Since: " + date(seconds)).status()).isEqualTo(status);
    assertThat(object.asked()).isOne();
  }

  @ParameterizedTest
  @Tag("RFC9111-4.3.2")
  @CsvSource({"-10, 304", "-50, 200"})
  void ifModifiedSinceIsHeldAgainstDateWhereNothingElseIsKnown(
      long seconds, int status, CachedObject object) throws Exception {
    object.gives(answer("max-age=100").header("Date", date(-30)));
    object.get();
    assertThat(object.get("If-Modified-Since: " + date(seconds)).status()).isEqualTo(status);
    assertThat(object.asked()).isOne();
  }

  @Test
  @Tag("RFC9111-4.3.1")
  void eachVariantIsValidatedByItsOwnTag(CachedObject object) throws Exception {
    object.gives(request -> {
      String language = request.head().first("Accept-Language").orElse("none");
      Answer varying =
          (request.head().first("If-None-Match").isPresent()
                  ? Answer.empty(304)
                  : Answer.ok(language))
              .header("Vary", "Accept-Language")
              .header("ETag", '"' + language + '"');
      return varying.header("Cache-Control", "max-age=0");
    });
    for (int i = 0; i < 2; i++) {
      for (String language : new String[] {"de", "fr"}) {
        Reply reply = object.get("Accept-Language: " + language);
        assertThat(reply.text()).isEqualTo(language);
        assertThat(object.lastAsked().head().first("If-None-Match"))
            .isEqualTo(
                i == 0 ? java.util.Optional.empty() : java.util.Optional.of('"' + language + '"'));
      }
    }
  }

  @Test
  @Tag("RFC9111-4.3.5")
  void aHeadForWhatIsStaleBringsItUpToDate(CachedObject object) throws Exception {
    object.gives(stale("public"), Answer.ok("new").header("Cache-Control", "max-age=100"));
    object.get();
    assertThat(object.request("HEAD").header("Cache-Control")).contains("max-age=100");
    assertThat(object.get().text()).isEqualTo("new");
    assertThat(object.asked()).isEqualTo(2);
  }

  @ParameterizedTest
  @Tag("RFC9111-4.4")
  @Tag("RFC9111-4")
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void aChangeLetsGoOfEveryVariant(String method, CachedObject object) throws Exception {
    Answer varying = answer("max-age=100").header("Vary", "Foo");
    object.gives(request -> request.method().equals("GET") ? varying : Answer.empty(204));
    object.get("Foo: 1");
    object.get("Foo: 2");
    assertThat(object.request(method).status()).isEqualTo(204);
    object.get("Foo: 2");
    object.get("Foo: 1");
    assertThat(object.asked()).isEqualTo(5);
  }

  @Test
  @Tag("RFC9111-4.4")
  void aChangeThatFailedLetsGoOfNothing(CachedObject object) throws Exception {
    object.gives(
        request -> request.method().equals("GET") ? answer("max-age=100") : Answer.empty(500));
    object.get();
    object.request("POST");
    object.get();
    assertThat(object.asked()).isEqualTo(2);
  }

  @Test
  @Tag("RFC9110-6.6.1")
  void whatHasNoDateIsGivenOne(CachedObject object) throws Exception {
    object.gives(answer("max-age=100"));
    assertThat(object.get().header("Date")).isPresent();
    assertThat(object.get().header("Date")).isPresent();
  }
}
