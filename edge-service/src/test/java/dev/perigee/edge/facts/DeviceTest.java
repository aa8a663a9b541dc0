package dev.perigee.edge.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** cloudfront.md, A7: the kind of device. */
class DeviceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 | desktop",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) Version/17.1 Safari/605.1 | desktop",
        "curl/8.5.0 | desktop",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 | mobile ios",
        "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) Mobile/15E148 | tablet ios",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130 Mobile Safari/537.36 | mobile android",
        "Mozilla/5.0 (Linux; Android 13; SM-X900) Chrome/130 Safari/537.36 | tablet android",
        "Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) Version/5.0 TV Safari/537.36 | tv",
        "Mozilla/5.0 (Web0S; Linux/SmartTV) Chrome/94 Safari/537.36 | tv",
        "Mozilla/5.0 (Linux; Android 9; AFTMM) Chrome/100 Mobile Safari/537.36 | tv android",
        "Roku/DVP-12.0 | tv",
      })
  void isToldByTheUserAgent(String agent, String kinds) {
    Device device = Device.of(agent);
    assertThat(device.desktop()).isEqualTo(kinds.contains("desktop"));
    assertThat(device.mobile()).isEqualTo(kinds.contains("mobile"));
    assertThat(device.tablet()).isEqualTo(kinds.contains("tablet"));
    assertThat(device.tv()).isEqualTo(kinds.contains("tv"));
    assertThat(device.ios()).isEqualTo(kinds.contains("ios"));
    assertThat(device.android()).isEqualTo(kinds.contains("android"));
  }

  @Test
  void whoSaysNothingIsADesktop() {
    assertThat(Device.of(null).desktop()).isTrue();
  }
}
