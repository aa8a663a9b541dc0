package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Path ROOT = Path.of("/src/perigee");

  @Test
  void hasDefaults() throws SuiteException {
    assertThat(Settings.of(ROOT, 1, Map.of()))
        .isEqualTo(new Settings(Path.of("/src/perigee/.perigee"), 0, 1, 1, 48));
  }

  @Test
  void readsTheEnvironment() throws SuiteException {
    assertThat(
            Settings.of(
                ROOT,
                3,
                Map.of(
                    "PERIGEE_STATE_DIR", "/var/lib/perigee/../p",
                    "PERIGEE_PORT_OFFSET", "1000",
                    "PERIGEE_ORIGIN_SERVICES", "2",
                    "PERIGEE_GRID_MEGABYTES", "512")))
        .isEqualTo(new Settings(Path.of("/var/lib/p"), 1000, 3, 2, 512));
  }

  @Test
  void saysWhatWasExpected() {
    assertThatThrownBy(() -> Settings.of(ROOT, 0, Map.of()))
        .isInstanceOf(SuiteException.class)
        .hasMessage("--edges: 0 (expected: 1 to 32)");
    assertThatThrownBy(() -> Settings.of(ROOT, 1, Map.of("PERIGEE_PORT_OFFSET", "x")))
        .hasMessage("PERIGEE_PORT_OFFSET: x (expected: an integer from 0 to 40000)");
  }
}
