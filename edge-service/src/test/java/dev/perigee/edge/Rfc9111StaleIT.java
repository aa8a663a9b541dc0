package dev.perigee.edge;

import static dev.perigee.edge.CachedObject.answer;
import static dev.perigee.edge.CachedObject.stale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111, section 4.2.4, and RFC 5861: what is stale, and used all the same. */
@ExtendWith(Rfc9111Edge.class)
class Rfc9111StaleIT {

  private static final Answer FAILURE = Answer.empty(503);

  @Test
  @Tag("RFC9111-4.2.4")
  void isNotUsedWithoutPermission(CachedObject object) throws Exception {
    object.gives(stale("public"), FAILURE);
    object.get();
    assertThat(object.get().status()).isEqualTo(503);
  }

  @Test
  @Tag("RFC5861-4")
  void standsInForAFailingOriginWhereThatIsAllowed(CachedObject object) throws Exception {
    object.gives(stale("stale-if-error=100"), FAILURE, answer("max-age=100"));
    object.get();
    Reply second = object.get();
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("Cache-Status").orElseThrow()).contains("detail=stale-if-error");
    assertThat(second.header("Age").orElseThrow()).isNotEqualTo("0");
    object.get();
    assertThat(object.asked()).as("each request asks for itself").isEqualTo(3);
  }

  @Test
  @Tag("RFC5861-4")
  void doesNotStandInLongerThanAllowed(CachedObject object) throws Exception {
    object.gives(stale("stale-if-error=5"), FAILURE);
    object.get();
    assertThat(object.get().status()).isEqualTo(503);
  }

  @Test
  @Tag("RFC5861-4")
  void doesNotStandInForAClientsError(CachedObject object) throws Exception {
    object.gives(stale("stale-if-error=100"), Answer.empty(404));
    object.get();
    assertThat(object.get().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @Tag("RFC9111-4.2.4")
  @Tag("RFC9111-5.2.2.2")
  @Tag("RFC9111-5.2.2.8")
  @Tag("RFC9111-5.2.2.10")
  @ValueSource(strings = {"must-revalidate", "proxy-revalidate", "s-maxage=10", "no-cache"})
  void mustNotBeUsedWhereTheOriginForbids(String forbidding, CachedObject object) throws Exception {
    object.gives(stale("stale-if-error=100, stale-while-revalidate=100, " + forbidding), FAILURE);
    object.get();
    assertThat(object.get().status()).isEqualTo(503);
  }

  @Test
  @Tag("RFC5861-3")
  void isUsedWhileItIsGotAnew(CachedObject object) throws Exception {
    Gate gate = new Gate();
    object.gives(
        stale("stale-while-revalidate=100"),
        Answer.ok("new").header("Cache-Control", "max-age=100").pausingAt(1, gate));
    object.get();
    for (int i = 0; i < 3; i++) {
      Reply stale = object.get();
      assertThat(stale.text()).isEqualTo("body");
      assertThat(stale.header("Cache-Status").orElseThrow())
          .contains("detail=stale-while-revalidate");
    }
    gate.awaitReached();
    assertThat(object.lastAsked().head().first("If-None-Match")).contains("\"1\"");
    gate.open();
    Await.until("it is new", () -> object.get().text().equals("new"));
    assertThat(object.asked()).as("one request for all that time").isEqualTo(2);
  }

  @Test
  @Tag("RFC5861-3")
  void isNotUsedBeyondTheTimeAllowed(CachedObject object) throws Exception {
    object.gives(
        stale("stale-while-revalidate=5"), Answer.ok("new").header("Cache-Control", "max-age=100"));
    object.get();
    assertThat(object.get().text()).isEqualTo("new");
  }

  @Test
  @Tag("RFC5861-3")
  void staysInUseWhereTheOriginFailsMeanwhile(CachedObject object) throws Exception {
    object.gives(stale("stale-while-revalidate=100"), FAILURE);
    object.get();
    for (int i = 0; i < 3; i++) {
      assertThat(object.get().status()).isEqualTo(200);
    }
  }
}
