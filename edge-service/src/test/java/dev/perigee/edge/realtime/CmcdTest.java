package dev.perigee.edge.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.logline.EndedRequest;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.Requests;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CTA-5004: what players send. */
class CmcdTest {

  @Test
  void theQueryHasIt() {
    assertThat(cmcd("/a?x=1&CMCD=bl%3D21300%2Cbs%2Csid%3D%226e2f%2C%5C%22b5%22%2Cd%3D4004"))
        .isEqualTo(Map.of("bl", "21300", "bs", "true", "sid", "6e2f,\"b5", "d", "4004"));
  }

  @Test
  void headersHaveIt() {
    assertThat(
            cmcd(
                "/a",
                "cmcd-request",
                "bl=21300,mtp=25400",
                "cmcd-object",
                "br=3200, d=4004,ot=v",
                "cmcd-session",
                "sid=\"a\""))
        .isEqualTo(
            Map.of(
                "bl", "21300", "mtp", "25400", "br", "3200", "d", "4004", "ot", "v", "sid", "a"));
  }

  @Test
  void whatIsNoneIsNoError() {
    assertThat(cmcd("/a")).isEmpty();
    assertThat(cmcd("/a?CMCD=%zz")).isEmpty();
    assertThat(cmcd("/a?CMCD=a%3D%22open")).containsEntry("a", "\"open");
    assertThat(cmcd("/a", "cmcd-status", "\\")).hasSize(1);
  }

  private static Map<String, String> cmcd(String uri, String... fields) {
    RequestFacts facts =
        new RequestFacts(Requests.answered(Requests.response(200, true, 0), "GET", uri, fields), 0);
    return Cmcd.of(new EndedRequest(facts, "edge-1", Instant.EPOCH, 0));
  }
}
