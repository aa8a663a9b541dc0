package dev.perigee.edge;

import static dev.perigee.edge.CachedObject.answer;
import static dev.perigee.edge.CachedObject.date;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111, section 3: what a shared cache stores. */
@ExtendWith(Rfc9111Edge.class)
class Rfc9111StoringIT {

  @ParameterizedTest
  @Tag("RFC9111-3")
  @ValueSource(
      ints = {200, 201, 203, 204, 299, 300, 301, 302, 307, 308, 400, 403, 404, 410, 451, 500, 599})
  void everyFinalStatusIsStoredWithExplicitFreshness(int status, CachedObject object)
      throws Exception {
    object.gives(Answer.empty(status).header("Cache-Control", "max-age=100"));
    object.isReused();
  }

  @Test
  @Tag("RFC9111-3")
  void nothingIsStoredWithoutATimeOrAValidator(CachedObject object) throws Exception {
    object.gives(Answer.ok("body"));
    object.isNotReused();
  }

  @Test
  @Tag("RFC9111-3")
  @Tag("RFC9111-2")
  void responsesToOtherMethodsAreNotStored(CachedObject object) throws Exception {
    object.gives(answer("max-age=100"));
    object.request("POST");
    object.request("OPTIONS");
    object.get();
    assertThat(object.asked()).isEqualTo(3);
  }

  @ParameterizedTest
  @Tag("RFC9111-5.2.2.5")
  @ValueSource(strings = {"no-store", "NO-STORE, max-age=100", "max-age=100, no-store=\"x\""})
  void noStoreIsObeyed(String cacheControl, CachedObject object) throws Exception {
    object.gives(answer(cacheControl).header("ETag", "\"1\""));
    object.isNotReused();
    assertThat(object.lastAsked().head().first("If-None-Match")).isEmpty();
  }

  @Test
  @Tag("RFC9111-5.2.2.7")
  void privateIsObeyed(CachedObject object) throws Exception {
    object.gives(answer("private, max-age=100").header("ETag", "\"1\""));
    object.isNotReused();
    assertThat(object.lastAsked().head().first("If-None-Match")).isEmpty();
  }

  @Test
  @Tag("RFC9111-5.2.2.7")
  @Tag("RFC9111-3.1")
  void privateFieldsAreForTheOneRequestAlone(CachedObject object) throws Exception {
    object.gives(
        answer("max-age=100, private=\"X-Mine\"").header("X-Mine", "1").header("X-Ours", "2"));
    assertThat(object.get().header("X-Mine")).contains("1");
    Reply second = object.get();
    assertThat(second.header("X-Mine")).isEmpty();
    assertThat(second.header("X-Ours")).contains("2");
    assertThat(object.asked()).isOne();
  }

  @Test
  @Tag("RFC9111-5.2.2.4")
  void fieldsUnderNoCacheAreNotReusedWithoutValidation(CachedObject object) throws Exception {
    object.gives(answer("max-age=100, no-cache=\"Set-Cookie\"").header("Set-Cookie", "a=1"));
    assertThat(object.get().header("Set-Cookie")).contains("a=1");
    assertThat(object.get().header("Set-Cookie")).isEmpty();
    assertThat(object.asked()).isOne();
  }

  @ParameterizedTest
  @Tag("RFC9111-3.5")
  @CsvSource({
    "max-age=100, false",
    "'max-age=100, public', true",
    "'max-age=100, must-revalidate', true",
    "s-maxage=100, true",
  })
  void responsesToAuthorizedRequestsNeedPermission(
      String cacheControl, boolean reused, CachedObject object) throws Exception {
    object.gives(answer(cacheControl));
    object.getTwice(reused, "Authorization: Basic YTpi");
  }

  @Test
  @Tag("RFC9111-5.2.2.3")
  void mustUnderstandTakesThePlaceOfNoStoreWhereTheStatusIsUnderstood(CachedObject object)
      throws Exception {
    object.gives(answer("must-understand, no-store, max-age=100"));
    object.isReused();
  }

  @Test
  @Tag("RFC9111-5.2.2.3")
  void mustUnderstandForbidsToStoreAStatusThatIsNot(CachedObject object) throws Exception {
    object.gives(
        Answer.empty(299).header("Cache-Control", "must-understand, no-store, max-age=100"));
    object.isNotReused();
  }

  @Test
  @Tag("RFC9111-3.3")
  void anIncompleteResponseIsNotStored(CachedObject object) throws Exception {
    object.gives(answer("max-age=100").truncatedAfter(2), answer("max-age=100"));
    assertThatThrownBy(object::get).isInstanceOf(IOException.class);
    assertThat(object.get().text()).isEqualTo("body");
    assertThat(object.asked()).isEqualTo(2);
  }

  @Test
  @Tag("RFC9111-3.3")
  @Tag("RFC9111-3.4")
  void aPartIsNotStoredInThePlaceOfTheWhole(CachedObject object) throws Exception {
    object.gives(
        Answer.of(206, Content.of("bo"))
            .header("Content-Range", "bytes 0-1/4")
            .header("Cache-Control", "max-age=100"));
    object.isNotReused();
  }

  @Test
  @Tag("RFC9111-3.1")
  void fieldsOfOneConnectionAreNotStored(CachedObject object) throws Exception {
    object.gives(
        answer("max-age=100")
            .header("Connection", "X-Hop")
            .header("X-Hop", "1")
            .header("Proxy-Authenticate", "Basic")
            .header("Proxy-Authentication-Info", "nextnonce=1")
            .header("Unknown", "kept"));
    for (int i = 0; i < 2; i++) {
      Reply reply = object.get();
      assertThat(reply.header("X-Hop")).isEmpty();
      assertThat(reply.header("Proxy-Authenticate")).isEmpty();
      assertThat(reply.header("Proxy-Authentication-Info")).isEmpty();
      assertThat(reply.header("Unknown")).contains("kept");
    }
    assertThat(object.asked()).isOne();
  }

  @ParameterizedTest
  @Tag("RFC9111-5.2.2.9")
  @Tag("RFC9111-5.2.2.10")
  @ValueSource(strings = {"public, max-age=100", "s-maxage=100", "public, s-maxage=100, max-age=0"})
  void sharedDirectivesAreForThisCache(String cacheControl, CachedObject object) throws Exception {
    object.gives(answer(cacheControl));
    object.isReused();
  }

  @Test
  @Tag("RFC9111-5.2.3")
  @Tag("RFC8246-2")
  void whatIsUnknownChangesNothing(CachedObject object) throws Exception {
    object.gives(answer("max-age=100, immutable, community=\"UCI\", no-transform, x"));
    object.isReused();
  }

  @Test
  @Tag("RFC9111-5.2.2.6")
  void nothingIsTransformed(CachedObject object) throws Exception {
    String text = "text ".repeat(1000);
    object.gives(
        Answer.ok(text)
            .header("Content-Type", "text/plain")
            .header("Cache-Control", "max-age=100, no-transform"));
    Reply reply = object.getTwice(true, "Accept-Encoding: br, gzip");
    assertThat(reply.text()).isEqualTo(text);
    assertThat(reply.header("Content-Encoding")).isEmpty();
  }

  @Test
  @Tag("RFC9111-5.4")
  void pragmaInAResponseMeansNothing(CachedObject object) throws Exception {
    object.gives(answer("max-age=100").header("Pragma", "no-cache"));
    object.isReused();
  }

  @Test
  @Tag("RFC9111-7.3")
  void setCookieDoesNotPreventStoring(CachedObject object) throws Exception {
    object.gives(answer("max-age=100").header("Set-Cookie", "a=1"));
    assertThat(object.getTwice(true).header("Set-Cookie")).contains("a=1");
  }

  @Test
  @Tag("RFC9213-2.2")
  void cdnCacheControlTakesThePlaceOfCacheControlAndExpires(CachedObject object) throws Exception {
    object.gives(
        answer("no-store")
            .header("Expires", date(-100))
            .header("CDN-Cache-Control", "max-age=100"));
    object.isReused();
  }

  @Test
  @Tag("RFC9213-2.2")
  void cdnCacheControlMayForbidWhatCacheControlAllows(CachedObject object) throws Exception {
    object.gives(answer("max-age=100").header("CDN-Cache-Control", "no-store"));
    object.isNotReused();
  }

  @ParameterizedTest
  @Tag("RFC9213-2.1")
  @ValueSource(strings = {"", "max-age=100,", "No-Store", "no-store; =x", "&&&"})
  void aMalformedCdnCacheControlIsIgnored(String targeted, CachedObject object) throws Exception {
    object.gives(answer("max-age=100").header("CDN-Cache-Control", targeted));
    object.isReused();
  }

  @Test
  @Tag("RFC9213-2.1")
  void severalCdnCacheControlFieldsAreOne(CachedObject object) throws Exception {
    object.gives(
        answer("no-store")
            .header("CDN-Cache-Control", "public;x=1")
            .header("CDN-Cache-Control", "max-age=100"));
    object.isReused();
  }
}
