package dev.perigee.router.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ClientPrefix;
import org.junit.jupiter.api.Test;

class TcpPlacesTest {

  private static final ClientPrefix GREEDY = ClientPrefix.parse("192.0.2.0/24");
  private static final ClientPrefix OTHER = ClientPrefix.parse("198.51.100.0/24");

  @Test
  void noNetworkTakesMoreThanItsShare() {
    TcpPlaces places = new TcpPlaces(16);

    assertThat(places.take(GREEDY)).isTrue();
    assertThat(places.take(GREEDY)).isTrue();
    assertThat(places.take(GREEDY)).isFalse();
    assertThat(places.take(OTHER)).isTrue();

    places.giveBack(GREEDY);
    assertThat(places.take(GREEDY)).isTrue();
    assertThat(places.take(GREEDY)).isFalse();
  }

  @Test
  void thereAreNoMorePlacesThanAll() {
    TcpPlaces places = new TcpPlaces(2);

    assertThat(places.take(GREEDY)).isTrue();
    assertThat(places.take(OTHER)).isTrue();
    assertThat(places.take(ClientPrefix.parse("203.0.113.0/24"))).isFalse();

    places.giveBack(OTHER);
    assertThat(places.take(ClientPrefix.parse("203.0.113.0/24"))).isTrue();
  }
}
