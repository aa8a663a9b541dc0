package dev.perigee.edge.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.Turns;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.Requests;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.viewer.Admission.Admitted;
import dev.perigee.edge.viewer.Admission.Refused;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {

  private final Admission admission = new Admission("edge-1", "perigee.localhost", 1_000);

  @ParameterizedTest
  @CsvSource({
    "www.example.org, www.example.org",
    "WWW.Example.ORG:8080, www.example.org",
    "www.example.org., www.example.org",
    "www.example.org.:80, www.example.org",
    "[::1]:8080, [::1]",
    "[::1], [::1]",
  })
  void theHostIsInLowerCaseAndWithoutItsPort(String authority, String host) {
    ViewerRequest request = admitted(Requests.http("GET", "/a?b", "host", authority));
    assertThat(request.host()).isEqualTo(host);
    assertThat(request.authority()).isEqualTo(authority);
    assertThat(request.via()).isEqualTo("1.1 edge-1.perigee.localhost (Perigee)");
    assertThat(request.id()).hasSize(32);
  }

  @Test
  void aRequestNamesExactlyOneHost() {
    assertThat(refusal(Requests.http("GET", "/"))).isEqualTo(Refusal.BAD_REQUEST);
    assertThat(refusal(Requests.http("GET", "/", "host", "a", "host", "b")))
        .isEqualTo(Refusal.BAD_REQUEST);
  }

  @Test
  void aTargetThatIsNoneIsRefused() {
    assertThat(refusal(Requests.http("GET", "*", "host", "a"))).isEqualTo(Refusal.BAD_REQUEST);
  }

  /** cloudfront.md, A7: 8,192 bytes. */
  @Test
  @Tag("A7.6")
  void theUrlIsBounded() {
    String longest = "/" + "a".repeat(8_191);
    assertThat(admitted(Requests.http("GET", longest, "host", "a")).target().rawPath())
        .isEqualTo(longest);
    assertThat(refusal(Requests.http("GET", longest + "a", "host", "a")))
        .isEqualTo(Refusal.URL_TOO_LONG);
  }

  @Test
  void whatCouldNotBeReadIsRefusedByItsCause() {
    assertThat(refusal(unreadable(new TooLongHttpLineException()))).isEqualTo(Refusal.URL_TOO_LONG);
    assertThat(refusal(unreadable(new TooLongHttpHeaderException())))
        .isEqualTo(Refusal.HEADERS_TOO_LARGE);
    assertThat(refusal(unreadable(new IllegalArgumentException()))).isEqualTo(Refusal.BAD_REQUEST);
  }

  private static HttpServerRequest unreadable(Exception cause) {
    return Requests.http(DecoderResult.failure(cause), "GET", "/bad-request", "host", "a");
  }

  /** cloudfront.md, A1. */
  @ParameterizedTest
  @CsvSource({
    "GET, content-length, 1",
    "HEAD, content-length, 1",
    "GET, transfer-encoding, chunked",
  })
  @Tag("A1.7")
  void aGetWithABodyIsRefused(String method, String name, String value) {
    assertThat(refusal(Requests.http(method, "/", "host", "a", name, value)))
        .isEqualTo(Refusal.GET_WITH_BODY);
  }

  @Test
  void anEmptyBodyIsNoneAndOtherMethodsMayHaveOne() {
    assertThat(admitted(Requests.http("GET", "/", "host", "a", "content-length", "0")).method())
        .isEqualTo("GET");
    assertThat(admitted(Requests.http("POST", "/", "host", "a", "content-length", "9")).method())
        .isEqualTo("POST");
  }

  /**
   * Were such a header in the key and not in the origin's request, a viewer could have the origin's
   * answer to one request stored as that to another.
   */
  @Test
  @Tag("A7.2")
  void whatIsForTheConnectionAloneIsSeenByNobody() {
    ViewerRequest request =
        admitted(
            Requests.http(
                "GET",
                "/",
                "host",
                "a",
                "connection",
                "keep-alive, X-Tenant",
                "connection",
                "cookie",
                "x-tenant",
                "t1",
                "cookie",
                "a=1",
                "accept",
                "*/*"));
    assertThat(request.first("x-tenant")).isNull();
    assertThat(request.first("cookie")).isNull();
    assertThat(request.first("accept")).isEqualTo("*/*");
  }

  @Test
  void theFramingOfARequestCannotBeWishedAway() {
    assertThat(
            refusal(
                Requests.http(
                    "GET",
                    "/",
                    "host",
                    "a",
                    "connection",
                    "content-length, host",
                    "content-length",
                    "5")))
        .isEqualTo(Refusal.GET_WITH_BODY);
  }

  private ViewerRequest admitted(HttpServerRequest http) {
    return switch (admission.admit(new RequestFacts(http, 0), new Turns().context())) {
      case Admitted(ViewerRequest request) -> request;
      case Refused(Refusal refusal) -> throw new AssertionError(refusal);
    };
  }

  private Refusal refusal(HttpServerRequest http) {
    return switch (admission.admit(new RequestFacts(http, 0), new Turns().context())) {
      case Admitted(ViewerRequest request) -> throw new AssertionError("admitted " + request);
      case Refused(Refusal refusal) -> refusal;
    };
  }
}
