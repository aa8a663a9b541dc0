package dev.perigee.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.settings.ExplainSettings;
import dev.perigee.edge.settings.Settings;
import io.vertx.core.MultiMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTokenTest {

  private static final String RIGHT = "0123456789abcdef";

  @Test
  void theRightTokenIsTakenOutOfTheRequest() {
    MultiMap headers = headers(RIGHT);
    assertThat(token(RIGHT).takeFrom(headers)).isTrue();
    assertThat(headers.names()).containsExactly("accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789abcdeF", "0123456789abcde", "0123456789abcdef0"})
  void anyOtherIsTakenOutToo(String shown) {
    MultiMap headers = headers(shown);
    assertThat(token(RIGHT).takeFrom(headers)).isFalse();
    assertThat(headers.names()).containsExactly("accept");
  }

  @Test
  void withoutASettingNobodyHasIt() {
    MultiMap headers = headers("");
    ExplainToken none = new ExplainToken(Settings.with(ExplainSettings.class, Map.of()));
    assertThat(none.takeFrom(headers)).isFalse();
    assertThat(headers.names()).containsExactly("accept");
  }

  private static MultiMap headers(String shown) {
    return MultiMap.caseInsensitiveMultiMap().add("accept", "*/*").add("Perigee-Explain", shown);
  }

  private static ExplainToken token(String value) {
    return new ExplainToken(
        Settings.with(ExplainSettings.class, Map.of("perigee.edge.explain.token", value)));
  }
}
