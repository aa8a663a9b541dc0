package dev.perigee.router.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.perigee.contracts.ClientPrefix;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeographyTest {

  private static final GlobePoint LYON = GlobePoint.at(45.76, 4.84);
  private static final GlobePoint FRANKFURT = GlobePoint.parse("50.11,8.68");
  private static final GlobePoint SYDNEY = GlobePoint.parse("-33.87, 151.21");
  private static final ClientPrefix CLIENT = ClientPrefix.parse("192.0.2.0/24");

  @Test
  void distancesAreThoseOfTheGlobe() {
    assertThat(LYON.kilometresTo(FRANKFURT)).isCloseTo(564, within(10.0));
    assertThat(FRANKFURT.kilometresTo(SYDNEY)).isCloseTo(16_480, within(50.0));
    assertThat(LYON.kilometresTo(LYON)).isCloseTo(0, within(0.1));
  }

  @Test
  void theFartherThePlaceTheLongerTheWay() {
    FirstGuesses.Outlook outlook =
        new Geography(_ -> LYON, Map.of("frankfurt", FRANKFURT, "sydney", SYDNEY)).from(CLIENT);

    assertThat(outlook.to("frankfurt").basis()).isEqualTo(Guess.Basis.GEOGRAPHY);
    assertThat(outlook.to("frankfurt").roundTripMicros()).isBetween(15_000.0, 25_000.0);
    assertThat(outlook.to("sydney").roundTripMicros()).isBetween(200_000.0, 300_000.0);
    assertThat(outlook.to("moon")).isEqualTo(Guess.NOTHING);
  }

  @Test
  void ofAClientWhoIsNowhereNothingIsGuessed() {
    Geography geography = new Geography(_ -> null, Map.of("frankfurt", FRANKFURT));

    assertThat(geography.from(CLIENT).to("frankfurt")).isEqualTo(Guess.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50.11", "50.11,8.68,1", "north,east", "91,0", "0,181", "NaN,0"})
  void whatIsNoPointIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GlobePoint.parse(text))
        .withMessageContaining("(expected: ");
  }
}
