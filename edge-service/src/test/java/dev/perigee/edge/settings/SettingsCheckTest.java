package dev.perigee.edge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  @Test
  void theDefaultsAreInRange() {
    assertThat(SettingsCheck.problems(Settings.defaults())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http-port                  | 0          | 0 (expected: 1 to 65535)
          http-port                  | 65536      | 65536 (expected: 1 to 65535)
          lease                      | 2s         | PT2S (expected: PT3S to PT1H)
          lease                      | 61m        | PT1H1M (expected: PT3S to PT1H)
          invalidations-remembered   | 0          | 0 (expected: 1 to 10000000)
          invalidations-max-bytes    | 1024       | 1024 (expected: 65536 to 1073741824)
          invalidations-max-bytes-in-all | 1024   | 1024 (expected: 65536 to 1099511627776)
          memory.max-bytes           | -1         | -1 (expected: 65536 to 1099511627776)
          memory.max-object-bytes    | 0          | 0 (expected: 1 to 1073741824)
          grid.read-timeout          | 0          | PT0S (expected: PT0.001S to PT10S)
          grid.max-writes-in-flight  | 0          | 0 (expected: 1 to 65536)
          grid.failures-before-pause | 0          | 0 (expected: 1 to 1000000)
          grid.pause                 | 2h         | PT2H (expected: PT0.001S to PT1H)
          grid.keep-stale            | 366d       | PT8784H (expected: PT0S to PT8760H)
          fill.max-bytes-in-flight   | 0          | 0 (expected: 65536 to 1099511627776)
          fill.window-bytes          | 0          | 0 (expected: 1024 to 1073741824)
          origin.max-connections     | 0          | 0 (expected: 1 to 65535)
          origin.max-waiting         | -1         | -1 (expected: 0 to 1000000)
          origin.connect-timeout     | 0          | PT0S (expected: PT0.001S to PT1M)
          origin.idle-timeout        | 500ms      | PT0.5S (expected: PT1S to PT1H)
          """)
  void whatIsOutOfRangeIsNamedWithWhatIsExpected(String key, String value, String problem) {
    assertThat(SettingsCheck.problems(Settings.with(Map.of("perigee.edge." + key, value))))
        .containsExactly("perigee.edge." + key + ": " + problem);
  }

  @Test
  void whoShowsAnIdentityToTheGridShowsAllOfIt() {
    assertThat(
            SettingsCheck.problems(
                Settings.with(
                    Map.of(
                        "perigee.edge.grid.username", "edges",
                        "perigee.edge.grid.authorities", "/nowhere/ca.pem"))))
        .containsExactly(
            "perigee.edge.grid.password: nothing (expected: a value)",
            "perigee.edge.grid.authorities: /nowhere/ca.pem (expected: a file that can be read)",
            "perigee.edge.grid.server-name: nothing (expected: a value)");
  }

  @Test
  void everyProblemIsNamed() {
    Map<String, String> wrong =
        Map.of("perigee.edge.http-port", "0", "perigee.edge.origin.max-connections", "0");
    assertThat(SettingsCheck.problems(Settings.with(wrong))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          queue-max-bytes            | 1024    | 1024 (expected: 65536 to 1073741824)
          rotate-after               | 500ms   | PT0.5S (expected: PT1S to PT1H)
          rotate-bytes               | 0       | 0 (expected: 65536 to 1073741824)
          max-bytes                  | 1000000 | 1000000 (expected: 1048576 to 1099511627776)
          """)
  void theSettingsOfAccessLogsHaveRanges(String key, String value, String problem) {
    String whole = "perigee.edge.access-log." + key;
    assertThat(SettingsCheck.problems(Settings.with(AccessLogSettings.class, Map.of(whole, value))))
        .containsExactly(whole + ": " + problem);
  }

  @Test
  void aServerForLogsNeedsAnAccessKey() {
    Map<String, String> incomplete =
        Map.of("perigee.edge.access-log.delivery.endpoint", "http://127.0.0.1:9000");
    assertThat(SettingsCheck.problems(Settings.with(AccessLogSettings.class, incomplete)))
        .containsExactly(
            "perigee.edge.access-log.delivery.access-key-id: nothing (expected: a value)",
            "perigee.edge.access-log.delivery.secret-access-key: nothing (expected: a value)");
  }

  /** No stream may be one of the topics that the services speak over. */
  @Test
  void noStreamIsATopicOfPerigees() {
    Map<String, String> open = Map.of("perigee.edge.realtime-log.topic-prefix", "perigee.");
    assertThat(SettingsCheck.problems(Settings.with(RealtimeLogSettings.class, open)))
        .singleElement()
        .asString()
        .startsWith(
            "perigee.edge.realtime-log.topic-prefix: perigee. (expected: not the beginning");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          topic-prefix    | a/b  | a/b (expected: [A-Za-z0-9_.-]{1,100})
          topic-retention | 59s  | PT59S (expected: PT1M to PT8760H)
          queue-max-bytes | 1    | 1 (expected: 65536 to 1073741824)
          buffer-bytes    | 1    | 1 (expected: 65536 to 1073741824)
          """)
  void theSettingsOfRealtimeLogsHaveRanges(String key, String value, String problem) {
    String whole = "perigee.edge.realtime-log." + key;
    assertThat(
            SettingsCheck.problems(Settings.with(RealtimeLogSettings.class, Map.of(whole, value))))
        .containsExactly(whole + ": " + problem);
  }

  @Test
  void aShortTokenIsRefusedAndNotShown() {
    assertThat(
            SettingsCheck.problems(
                Settings.with(
                    ExplainSettings.class, Map.of("perigee.edge.explain.token", "secret"))))
        .containsExactly("perigee.edge.explain.token's length: 6 (expected: 16 to 256)");
  }
}
