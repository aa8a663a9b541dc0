package dev.perigee.origin.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  private static final AddressRules CLOSED = AddressRules.opening(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void refusesWhatIsNotPublic(String address) throws UnknownHostException {
    assertThat(CLOSED.admits(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "223.255.255.255",
        "2606:4700::1111",
        "64:ff9b::101:101",
        "::ffff:1.1.1.1"
      })
  void admitsWhatIsPublic(String address) throws UnknownHostException {
    assertThat(CLOSED.admits(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void admitsWhatTheOperatorOpens() throws UnknownHostException {
    AddressRules rules = AddressRules.opening(List.of("127.0.0.0/8", " fd12::/16", "10.1.2.3"));

    assertThat(rules.admits(InetAddress.getByName("127.9.9.9"))).isTrue();
    assertThat(rules.admits(InetAddress.getByName("fd12:1::1"))).isTrue();
    assertThat(rules.admits(InetAddress.getByName("10.1.2.3"))).isTrue();
    assertThat(rules.admits(InetAddress.getByName("10.1.2.4"))).isFalse();
    assertThat(rules.admits(InetAddress.getByName("fd13::1"))).isFalse();
    assertThat(rules.admits(InetAddress.getByName("::1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "localhost", "10.0.0.0/x", "/8"})
  void namesANetworkThatItCannotRead(String text) {
    assertThatThrownBy(() -> AddressRules.opening(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("network: " + text + " (expected: CIDR such as 10.0.0.0/8 or fd00::/8)");
  }
}
