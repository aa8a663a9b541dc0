package dev.perigee.router.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCookiesTest {

  private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";
  private static final byte[] CLIENT = HexFormat.of().parseHex("2464c4abcf10c957");
  private static final Instant MADE = Instant.ofEpochSecond(1_559_731_985);

  private final InetAddress address = address("198.51.100.100");

  /** The examples of RFC 9018, appendix A. */
  @ParameterizedTest
  @CsvSource({
    "2464c4abcf10c957, 198.51.100.100, e5e973e5a6b2a43f48e7dc849e37bfcf, 1559731985,"
        + " 010000005cf79f111f8130c3eee29480",
    "fc93fc62807ddb86, 203.0.113.203, e5e973e5a6b2a43f48e7dc849e37bfcf, 1559734700,"
        + " 010000005cf7a9acf73a7810aca2381e",
    "22681ab97d52c298, 2001:db8:220:1:59de:d0f4:8769:82b8, 445536bcd2513298075a5d379663c962,"
        + " 1559741961, 010000005cf7c609a6bb79d16625507a"
  })
  void cookiesAreAsOtherServersMakeThem(
      String client, String address, String secret, long at, String cookie) {
    ServerCookies cookies =
        ServerCookies.of(List.of(secret), InstantSource.fixed(Instant.ofEpochSecond(at)));

    byte[] made = cookies.make(HexFormat.of().parseHex(client), address(address));

    assertThat(HexFormat.of().formatHex(made)).isEqualTo(cookie);
  }

  @Test
  void aCookieIsGoodForAnHour() {
    byte[] cookie = at(Duration.ZERO).make(CLIENT, address);

    assertThat(at(Duration.ZERO).isGood(CLIENT, cookie, address)).isTrue();
    assertThat(at(Duration.ofMinutes(60)).isGood(CLIENT, cookie, address)).isTrue();
    assertThat(at(Duration.ofMinutes(61)).isGood(CLIENT, cookie, address)).isFalse();
    assertThat(at(Duration.ofMinutes(-5)).isGood(CLIENT, cookie, address)).isTrue();
    assertThat(at(Duration.ofMinutes(-6)).isGood(CLIENT, cookie, address)).isFalse();
  }

  @Test
  void aCookieIsOneClientsAtOneAddress() {
    byte[] cookie = at(Duration.ZERO).make(CLIENT, address);
    byte[] forged = cookie.clone();
    forged[15] ^= 1;

    ServerCookies cookies = at(Duration.ZERO);
    assertThat(cookies.isGood(CLIENT, cookie, address("198.51.100.101"))).isFalse();
    assertThat(cookies.isGood(new byte[8], cookie, address)).isFalse();
    assertThat(cookies.isGood(CLIENT, forged, address)).isFalse();
    assertThat(cookies.isGood(CLIENT, new byte[16], address)).isFalse();
    assertThat(cookies.isGood(CLIENT, new byte[9], address)).isFalse();
  }

  @Test
  void secretsAreChangedOneByOne() {
    String next = "445536bcd2513298075a5d379663c962";
    byte[] cookie = at(Duration.ZERO).make(CLIENT, address);
    InstantSource clock = InstantSource.fixed(MADE);

    assertThat(ServerCookies.of(List.of(next, SECRET), clock).isGood(CLIENT, cookie, address))
        .isTrue();
    assertThat(ServerCookies.of(List.of(next), clock).isGood(CLIENT, cookie, address)).isFalse();
    assertThat(ServerCookies.of(List.of(), clock).isGood(CLIENT, cookie, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e5e9", "e5e973e5a6b2a43f48e7dc849e37bfcg"})
  void whatIsNoSecretIsRefusedAndNotShown(String secret) {
    assertThatThrownBy(() -> ServerCookies.of(List.of(secret), InstantSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: 32 hexadecimal digits)");
  }

  private static ServerCookies at(Duration later) {
    return ServerCookies.of(List.of(SECRET), InstantSource.fixed(MADE.plus(later)));
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }
}
