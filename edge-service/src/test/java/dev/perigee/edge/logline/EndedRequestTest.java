package dev.perigee.edge.logline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.Requests;
import dev.perigee.httpcache.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** cloudfront.md, A13: what logs say of how a request went. */
class EndedRequestTest {

  @Test
  void aHitIsAHit() {
    RequestFacts facts = facts(200, true);
    facts.answered("Hit", null, -1);
    assertThat(ended(facts).result()).isEqualTo("Hit");
    assertThat(ended(facts).responseResult()).isEqualTo("Hit");
    assertThat(ended(facts).detailedResult()).isEqualTo("Hit");
    assertThat(ended(facts).status()).isEqualTo("200");
  }

  @Test
  void aViewerWhoLeavesInTheMiddleTurnsItIntoAnError() {
    RequestFacts facts = facts(200, false);
    facts.answered("Hit", null, -1);
    facts.began(5);
    assertThat(ended(facts).result()).isEqualTo("Error");
    assertThat(ended(facts).responseResult()).isEqualTo("Hit");
    assertThat(ended(facts).detailedResult()).isEqualTo("ClientCommError");
    assertThat(ended(facts).status()).isEqualTo("200");
  }

  @Test
  void aViewerWhoLeavesBeforeTheAnswerGetsNoStatus() {
    RequestFacts facts = facts(0, false);
    assertThat(ended(facts).status()).isEqualTo("000");
    assertThat(ended(facts).result()).isEqualTo("Error");
    assertThat(ended(facts).detailedResult()).isEqualTo("ClientHungUpRequest");
    assertThat(ended(facts).bytesSent()).isZero();
    assertThat(ended(facts).nanosToFirstByte()).isEqualTo(ended(facts).nanosTaken());
  }

  @Test
  void anAnswerThatTheEdgeBreaksOffIsTheOriginsError() {
    RequestFacts facts = facts(200, false);
    facts.answered("Miss", Reason.NOT_STORED, 3);
    facts.brokeOff();
    assertThat(ended(facts).result()).isEqualTo("Error");
    assertThat(ended(facts).detailedResult()).isEqualTo("OriginCommError");
  }

  @Test
  void whatWasOnItsWayForAnotherEdgeIsAHitOfTheShield() {
    RequestFacts facts = facts(200, true);
    facts.answeredByShield();
    facts.answered("Miss", Reason.NOT_STORED, 3);
    assertThat(ended(facts).result()).isEqualTo("Miss");
    assertThat(ended(facts).responseResult()).isEqualTo("Miss");
    assertThat(ended(facts).detailedResult()).isEqualTo("OriginShieldHit");
  }

  @Test
  void anErrorOfTheShieldIsStillAnError() {
    RequestFacts facts = facts(404, true);
    facts.answeredByShield();
    facts.answered("Error", Reason.NOT_STORED, 3);
    assertThat(ended(facts).detailedResult()).isEqualTo("Error");
  }

  @ParameterizedTest
  @CsvSource({
    "BAD_REQUEST, InvalidRequest",
    "METHOD_NOT_ALLOWED, InvalidRequestMethod",
    "HEADERS_TOO_LARGE, InvalidRequestHeader",
    "COUNTRY, ClientGeoBlocked",
    "NO_ORIGIN_SERVICE, OriginConnectError",
    "SIGNATURE, Error",
  })
  void aRefusalHasCloudFrontsWord(Reason reason, String word) {
    RequestFacts facts = facts(403, true);
    facts.answered("Error", reason, -1);
    assertThat(ended(facts).detailedResult()).isEqualTo(word);
  }

  @ParameterizedTest
  @EnumSource(OriginFailure.class)
  void anOriginsFailureHasAWordOfTheLog(OriginFailure failure) {
    RequestFacts facts = facts(502, true);
    facts.originFailed(failure);
    facts.answered("Error", Reason.STATUS, 3);
    assertThat(ended(facts).detailedResult())
        .isIn(
            "OriginDnsError",
            "OriginConnectError",
            "OriginCommError",
            "OriginReadError",
            "OriginInvalidResponseError",
            "OriginHeaderTooBigError",
            "OriginError",
            "InvalidRequest");
  }

  /** What was refused stays refused when an error page is what the viewer gets. */
  @Test
  void theReasonOfARefusalOutlivesItsErrorPage() {
    RequestFacts facts = facts(200, true);
    facts.refused(Reason.COUNTRY);
    facts.answered("Error", null, -1);
    assertThat(ended(facts).detailedResult()).isEqualTo("ClientGeoBlocked");
  }

  @Test
  void partsHaveTheirBounds() {
    RequestFacts facts =
        new RequestFacts(
            Requests.answered(
                Requests.response(206, true, 10, "content-range", "bytes 5-14/100"),
                "GET",
                "/a?b=c?d"),
            0);
    assertThat(ended(facts).rangeStart()).isEqualTo("5");
    assertThat(ended(facts).rangeEnd()).isEqualTo("14");
    assertThat(ended(facts).uriStem()).isEqualTo("/a");
    assertThat(ended(facts).uriQuery()).isEqualTo("b=c?d");
    assertThat(ended(facts(416, true)).rangeStart()).isNull();
  }

  private static RequestFacts facts(int status, boolean complete) {
    return new RequestFacts(
        Requests.answered(Requests.response(status, complete, 0), "GET", "/"), 0);
  }

  private static EndedRequest ended(RequestFacts facts) {
    return new EndedRequest(facts, "edge-1", Instant.EPOCH, 9_000_000);
  }
}
