package dev.perigee.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.0/24",
    "203.0.113.255, 203.0.113.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
    "::ffff:203.0.113.7, 203.0.113.0/24"
  })
  void anAddressIsInItsNetwork(String address, String network) throws UnknownHostException {
    ClientPrefix prefix = ClientPrefix.of(InetAddress.getByName(address));
    assertThat(prefix).hasToString(network).isEqualTo(ClientPrefix.parse(network));
    assertThat(prefix.hashCode()).isEqualTo(ClientPrefix.parse(network).hashCode());
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 24, 203.0.113.0/24",
    "203.0.113.0/24, 32, 203.0.113.0/24",
    "203.0.113.0/24, 20, 203.0.112.0/20",
    "203.0.113.0/24, 16, 203.0.0.0/16",
    "203.0.113.0/24, 0, 0.0.0.0/0",
    "2001:db8:1::/48, 32, 2001:db8:0:0:0:0:0:0/32",
    "2001:db8:1::/64, 48, 2001:db8:1:0:0:0:0:0/48"
  })
  void widens(String network, int bits, String wider) {
    assertThat(ClientPrefix.parse(network).widened(bits)).hasToString(wider);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "203.0.113.0",
        "/24",
        "localhost/24",
        "12/24",
        "192.0.2/24",
        "203.0.113.0/",
        "1.2.3.4/-1"
      })
  void refusesAnotherForm(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientPrefix.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  @Test
  void networksOfDifferentLengthDiffer() {
    assertThat(ClientPrefix.parse("203.0.0.0/16")).isNotEqualTo(ClientPrefix.parse("203.0.0.0/24"));
  }
}
