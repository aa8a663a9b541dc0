package dev.perigee.edge;

import static dev.perigee.edge.CachedObject.answer;
import static dev.perigee.edge.CachedObject.date;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111, sections 4, 4.1 and 4.2: what answers which request, and for how long. */
@ExtendWith(Rfc9111Edge.class)
class Rfc9111ReuseIT {

  @ParameterizedTest
  @Tag("RFC9111-4.2.1")
  @Tag("RFC9111-1.2.2")
  @ValueSource(
      strings = {
        "max-age=100",
        "MaX-aGe=100",
        "max-age=\"100\"",
        "max-age=0, s-maxage=100",
        "s-maxage=100, max-age=0",
        "max-age=100, max-age=0",
        "max-age=99999999999999999999999",
        "extension=\"max-age=0\", max-age=100"
      })
  void isFreshWithinItsLifetime(String cacheControl, CachedObject object) throws Exception {
    object.gives(answer(cacheControl));
    object.isReused();
  }

  @ParameterizedTest
  @Tag("RFC9111-4.2.1")
  @Tag("RFC9111-1.2.2")
  @ValueSource(
      strings = {
        "max-age=0",
        "s-maxage=0, max-age=100",
        "max-age=-100",
        "max-age=1.5e9",
        "max-age=a",
        "max-age=",
        "max-age=0, max-age=100"
      })
  void isStaleAtOnceWhereItHasNoLifetime(String cacheControl, CachedObject object)
      throws Exception {
    object.gives(answer(cacheControl));
    object.isNotReused();
  }

  @ParameterizedTest
  @Tag("RFC9111-5.3")
  @CsvSource({"100, true", "0, false", "-100, false"})
  void expiresCountsFromDate(long seconds, boolean reused, CachedObject object) throws Exception {
    object.gives(Answer.ok("body").header("Date", date(0)).header("Expires", date(seconds)));
    object.getTwice(reused);
  }

  @ParameterizedTest
  @Tag("RFC9111-5.3")
  @ValueSource(strings = {"0", "-1", "", "soon", "Thu, 18 Aug 2050 02:01:18 PST"})
  void aBrokenExpiresHasPassed(String expires, CachedObject object) throws Exception {
    object.gives(Answer.ok("body").header("Expires", expires));
    object.isNotReused();
  }

  @Test
  @Tag("RFC9111-5.3")
  @Tag("RFC9111-5.2.2.1")
  void maxAgeCountsBeforeExpires(CachedObject object) throws Exception {
    object.gives(answer("max-age=100").header("Expires", date(-100)));
    object.isReused();
  }

  @Test
  @Tag("RFC9111-4.2.2")
  void nothingIsGuessed(CachedObject object) throws Exception {
    object.gives(Answer.ok("body").header("Last-Modified", date(-100_000)));
    object.isNotReused();
  }

  @Test
  @Tag("RFC9111-4.2.3")
  @Tag("RFC9111-5.1")
  void theAgeOnTheWayCounts(CachedObject object) throws Exception {
    object.gives(answer("max-age=100").header("Age", "60"));
    Reply second = object.getTwice(true);
    assertThat(Long.parseLong(second.header("Age").orElseThrow())).isBetween(60L, 70L);
  }

  @ParameterizedTest
  @Tag("RFC9111-4.2.3")
  @Tag("RFC9111-5.1")
  @CsvSource({"200, false", "'200, 0', false", "'0, 200', true", "-200, true", "old, true"})
  void whatIsTooOldWhenItArrivesIsStale(String age, boolean reused, CachedObject object)
      throws Exception {
    object.gives(answer("max-age=100").header("Age", age));
    object.getTwice(reused);
  }

  @Test
  @Tag("RFC9111-4.2.3")
  void anOldDateIsAnAgeToo(CachedObject object) throws Exception {
    object.gives(answer("max-age=100").header("Date", date(-200)));
    object.isNotReused();
  }

  @Test
  @Tag("RFC9111-4")
  @Tag("RFC9111-5.1")
  void whatIsReusedTellsItsAge(CachedObject object) throws Exception {
    object.gives(answer("max-age=100"));
    assertThat(object.getTwice(true).header("Age")).isPresent();
  }

  @Test
  @Tag("RFC9111-2")
  @Tag("RFC9111-4")
  void theKeyIsTheWholeTarget(CachedObject object) throws Exception {
    object.gives(answer("max-age=100"));
    object.edge().viewer("E1").get(object.path() + "?a");
    object.edge().viewer("E1").get(object.path() + "?b");
    object.edge().viewer("E1").get(object.path() + "?a");
    assertThat(object.asked()).isEqualTo(2);
  }

  @Test
  @Tag("RFC9111-4")
  void aHeadIsAnsweredFromAGet(CachedObject object) throws Exception {
    object.gives(answer("max-age=100"));
    object.get();
    Reply head = object.request("HEAD");
    assertThat(head.header("Content-Length")).contains("4");
    assertThat(object.asked()).isOne();
  }

  @ParameterizedTest
  @Tag("RFC9111-5.2.1")
  @Tag("RFC9111-5.4")
  @ValueSource(
      strings = {
        "Cache-Control: no-cache",
        "Cache-Control: max-age=0",
        "Cache-Control: min-fresh=1000",
        "Pragma: no-cache"
      })
  void viewersCannotHaveItFetchedAgain(String field, CachedObject object) throws Exception {
    object.gives(answer("max-age=100"));
    object.get();
    object.get(field);
    assertThat(object.asked()).isOne();
  }

  @ParameterizedTest
  @Tag("RFC9111-4.1")
  @CsvSource(
      value = {
        "Foo           | Foo: 1         | Foo: 1         | true",
        "Foo           | Foo: 1         | foo:  1        | true",
        "Foo           | Foo: 1         | Foo: 2         | false",
        "Foo           | Foo: 1         | Bar: 1         | false",
        "Foo           | Bar: 1         | Bar: 2         | true",
        "Foo, Bar      | Foo: 1, Bar: 2 | Bar: 2, Foo: 1 | true",
        "Foo, Bar      | Foo: 1, Bar: 2 | Foo: 1, Bar: 3 | false",
        "*             | Foo: 1         | Foo: 1         | false",
        "Foo, *        | Foo: 1         | Foo: 1         | false",
        "X-Forwarded-For | Foo: 1       | Foo: 1         | false",
      },
      delimiter = '|')
  void aRequestMatchesWhereTheNamedFieldsDo(
      String vary, String first, String second, boolean reused, CachedObject object)
      throws Exception {
    object.gives(answer("max-age=100").header("Vary", vary));
    object.get(first.split(", "));
    object.get(second.split(", "));
    assertThat(object.asked()).isEqualTo(reused ? 1 : 2);
  }

  @Test
  @Tag("RFC9111-4.1")
  void variantsAreKeptBesideEachOther(CachedObject object) throws Exception {
    object.gives(request ->
        Answer.ok(request.head().first("Accept-Language").orElse("none"))
            .header("Cache-Control", "max-age=100")
            .header("Vary", "Accept-Language"));
    for (int i = 0; i < 2; i++) {
      assertThat(object.get("Accept-Language: de").text()).isEqualTo("de");
      assertThat(object.get("Accept-Language: fr").text()).isEqualTo("fr");
      assertThat(object.get().text()).isEqualTo("none");
    }
    assertThat(object.asked()).isEqualTo(3);
  }

  @Test
  @Tag("RFC9111-4.1")
  void requestsThatMeetAreGivenTheirOwnVariants(CachedObject object) throws Exception {
    Gate gate = new Gate();
    object.gives(request ->
        Answer.ok(request.head().first("Accept-Language").orElse("none"))
            .header("Cache-Control", "max-age=100")
            .header("Vary", "Accept-Language")
            .pausingAt(1, gate));
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> german = new ArrayList<>();
      List<Future<Reply>> french = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        german.add(viewers.submit(() -> object.get("Accept-Language: de")));
        french.add(viewers.submit(() -> object.get("Accept-Language: fr")));
      }
      gate.awaitReached();
      gate.open();
      for (int i = 0; i < 10; i++) {
        assertThat(german.get(i).get().text()).isEqualTo("de");
        assertThat(french.get(i).get().text()).isEqualTo("fr");
      }
    }
    assertThat(object.asked()).isEqualTo(2);
  }

  @Test
  @Tag("RFC9111-4.1")
  void anObjectMayBeginAndCeaseToVary(CachedObject object) throws Exception {
    Answer plain = answer("max-age=1").header("Age", "1").header("ETag", "\"1\"");
    Answer varying = answer("max-age=100").header("Vary", "Foo");
    object.gives(plain, varying, varying, Answer.ok("last").header("Cache-Control", "max-age=100"));
    object.get("Foo: 1");
    object.get("Foo: 1");
    object.get("Foo: 2");
    object.get("Foo: 1");
    assertThat(object.asked()).isEqualTo(3);
    assertThat(object.get("Foo: 3").text()).isEqualTo("last");
    assertThat(object.get("Foo: 1").text()).as("the newest that matches").isEqualTo("last");
    assertThat(object.asked()).isEqualTo(4);
  }
}
