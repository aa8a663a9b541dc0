package dev.perigee.router;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  @Test
  void theDefaultsAreFine() {
    assertThatCode(() -> SettingsCheck.check(settings(Map.of()))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "exploration, 0.51",
    "exploration, -0.1",
    "full-load, 0",
    "full-load, 1.1",
    "edge-silence, PT1S",
    "edge-silence, PT2H",
    "ways-remembered, 999",
    "networks-remembered, 100000001",
    "regions.eu.price-class, 300",
    "regions.eu.coordinates, Paris"
  })
  void whatIsOutOfRangeIsNamed(String key, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsCheck.check(settings(Map.of("perigee.router." + key, value))))
        .withMessageContaining("(expected: ");
  }

  private static RouterSettings settings(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(RouterSettings.class)
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build()
        .getConfigMapping(RouterSettings.class);
  }
}
