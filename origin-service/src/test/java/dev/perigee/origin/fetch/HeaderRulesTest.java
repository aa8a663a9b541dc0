package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.HeaderField;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeaderRulesTest {

  private final MultiMap from = MultiMap.caseInsensitiveMultiMap();
  private final MultiMap to = MultiMap.caseInsensitiveMultiMap();

  @Test
  void dropsWhatSpeaksOfOneConnection() {
    from.add("Connection", "keep-alive, X-Named")
        .add("connection", "x-also")
        .add("X-Named", "1")
        .add("X-Also", "1")
        .add("Keep-Alive", "timeout=5")
        .add("Proxy-Connection", "keep-alive")
        .add("Proxy-Authorization", "Basic x")
        .add("TE", "trailers")
        .add("Trailer", "X-T")
        .add("Transfer-Encoding", "chunked")
        .add("Upgrade", "h2c")
        .add("X-Stays", "1");

    HeaderRules.copyRequest(from, List.of(), to);
    assertThat(to.names()).containsExactly("x-stays");

    to.clear();
    HeaderRules.copyResponse(from, to);
    assertThat(to.names()).containsExactly("X-Stays");
  }

  @Test
  void dropsOurOwnInBothDirections() {
    from.add("Perigee-Origin", "f").add("perigee-failure", "OriginDnsError").add("a", "b");

    HeaderRules.copyRequest(from, List.of(), to);
    assertThat(to.names()).containsExactly("a");

    to.clear();
    HeaderRules.copyResponse(from, to);
    assertThat(to.names()).containsExactly("a");
  }

  @Test
  @Tag("A7.8")
  void customHeadersReplaceTheViewers() {
    from.add("X-Key", "viewer").add("X-Key", "again");

    HeaderRules.copyRequest(from, List.of(new HeaderField("x-key", "secret")), to);

    assertThat(to.getAll("X-Key")).containsExactly("secret");
  }

  @Test
  void theOriginHasItsOwnHostAndNoExpectation() {
    from.add("Host", "edge").add("Expect", "100-continue");

    HeaderRules.copyRequest(from, List.of(), to);

    assertThat(to.isEmpty()).isTrue();
  }

  @Test
  void repeatedHeadersStayRepeatedAndInOrder() {
    from.add("Set-Cookie", "a=1").add("Set-Cookie", "b=2");

    HeaderRules.copyResponse(from, to);

    assertThat(to.getAll("set-cookie")).containsExactly("a=1", "b=2");
  }
}
