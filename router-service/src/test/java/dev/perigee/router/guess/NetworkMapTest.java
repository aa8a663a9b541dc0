package dev.perigee.router.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.perigee.contracts.ClientPrefix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkMapTest {

  @Test
  void theNarrowestNetworkAroundAClientCounts() {
    NetworkMap map =
        NetworkMap.of(
            List.of(
                "# the campus",
                "",
                "10.20.0.0/16   frankfurt=4 amsterdam=11.5  # both in reach",
                "10.20.128.0/17 paris",
                "2001:db8::/32  paris amsterdam"));

    assertThat(map.find(ClientPrefix.parse("10.20.3.0/24")))
        .isEqualTo(Map.of("frankfurt", 4_000.0, "amsterdam", 11_500.0));
    assertThat(map.find(ClientPrefix.parse("10.20.200.0/24"))).isEqualTo(Map.of("paris", 10_000.0));
    assertThat(map.find(ClientPrefix.parse("2001:db8:7::/48")))
        .isEqualTo(Map.of("paris", 10_000.0, "amsterdam", 20_000.0));
    assertThat(map.find(ClientPrefix.parse("10.21.0.0/24"))).isEmpty();
    assertThat(map.find(ClientPrefix.parse("10.0.0.0/8"))).as("only a part of it").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.20.0.0/16, a network and its regions",
    "frankfurt 10.20.0.0/16, such as 192.0.2.0/24",
    "10.20.0.0 frankfurt, such as 192.0.2.0/24",
    "example.org/16 frankfurt, such as 192.0.2.0/24",
    "10.20.3.4/32 frankfurt, at most /24",
    "2001:db8::/64 frankfurt, at most /48",
    "10.20.0.0/16 frankfurt=, milliseconds above 0",
    "10.20.0.0/16 frankfurt=-1, milliseconds above 0",
    "10.20.0.0/16 frankfurt=10001, milliseconds above 0",
    "10.20.0.0/16 frankfurt=NaN, milliseconds above 0",
    "10.20.0.0/16 =5, each region once",
    "10.20.0.0/16 paris=5 paris=6, each region once",
    "10.9.99.0/16 paris, once"
  })
  void whatIsWrongIsSaidWithItsLine(String line, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkMap.of(List.of("10.9.0.0/16 paris", line)))
        .withMessageStartingWith("line 2: ")
        .withMessageContaining("(expected: ")
        .withMessageContaining(expected);
  }
}
