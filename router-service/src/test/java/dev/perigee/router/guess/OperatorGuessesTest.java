package dev.perigee.router.guess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.testkit.GeoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorGuessesTest {

  private static final ClientPrefix CAMPUS = ClientPrefix.parse("10.20.3.0/24");
  private static final ClientPrefix SOMEONE = ClientPrefix.parse("192.0.2.0/24");
  private static final Map<String, GlobePoint> PLACES =
      Map.of(
          "paris", GlobePoint.at(48.86, 2.35),
          "frankfurt", GlobePoint.at(50.11, 8.68),
          "sydney", GlobePoint.at(-33.87, 151.21));

  @TempDir private Path directory;

  @Test
  void whereTheMapSaysNothingGeographyDoes() throws IOException {
    OperatorGuesses guesses = guesses(map("10.20.0.0/16 frankfurt=4"), lyon());

    assertThat(guesses.from(CAMPUS).to("frankfurt"))
        .isEqualTo(new Guess(4_000, Guess.Basis.NETWORK_MAP));
    Guess paris = guesses.from(SOMEONE).to("paris");
    assertThat(paris.basis()).isEqualTo(Guess.Basis.GEOGRAPHY);
    assertThat(paris.roundTripMicros()).isLessThan(20_000);
    assertThat(guesses.from(ClientPrefix.parse("193.0.2.0/24")).to("paris"))
        .as("who is in neither")
        .isEqualTo(Guess.NOTHING);
  }

  @Test
  void aRegionThatTheMapDoesNotNameIsFartherThanThoseThatItDoes() throws IOException {
    FirstGuesses.Outlook outlook =
        guesses(map("192.0.0.0/16 frankfurt=30 sydney=90"), lyon()).from(SOMEONE);

    assertThat(outlook.to("paris").roundTripMicros())
        .as("geography would have it nearer")
        .isEqualTo(91_000);
    assertThat(outlook.to("paris").basis()).isEqualTo(Guess.Basis.NETWORK_MAP);
  }

  @Test
  void anotherMapIsReadAndAWrongOneChangesNothing() throws IOException {
    Path map = map("10.20.0.0/16 frankfurt=4");
    OperatorGuesses guesses = guesses(map, directory.resolve("absent.mmdb"));
    long version = guesses.version();

    Files.writeString(map, "10.20.0.0/16 paris=12\n10.30.0.0/16 paris=x\n");
    guesses.check();
    assertThat(guesses.from(CAMPUS).to("frankfurt").roundTripMicros()).isEqualTo(4_000);
    assertThat(guesses.version()).isEqualTo(version);

    Files.writeString(map, "10.20.0.0/16 paris=12\n");
    guesses.check();
    assertThat(guesses.from(CAMPUS).to("paris").roundTripMicros()).isEqualTo(12_000);
    assertThat(guesses.version()).isNotEqualTo(version);
  }

  @Test
  void aDatabaseThatComesLaterIsReadAndADamagedOneChangesNothing() throws IOException {
    Path database = directory.resolve("cities.mmdb");
    OperatorGuesses guesses = guesses(directory.resolve("absent.map"), database);
    assertThat(guesses.from(SOMEONE).to("paris")).isEqualTo(Guess.NOTHING);

    lyon();
    guesses.check();
    assertThat(guesses.from(SOMEONE).to("paris").basis()).isEqualTo(Guess.Basis.GEOGRAPHY);

    Path damaged = Files.writeString(directory.resolve("damaged"), "garbage");
    Files.move(damaged, database, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    guesses.check();
    assertThat(guesses.from(SOMEONE).to("paris").basis()).isEqualTo(Guess.Basis.GEOGRAPHY);
  }

  private Path map(String text) throws IOException {
    return Files.writeString(directory.resolve("networks.map"), text);
  }

  /** A database that has all of 192.0.0.0/8 in Lyon. */
  private Path lyon() throws IOException {
    Path file = directory.resolve("cities.mmdb");
    GeoFiles.write(
        file, Map.of(192, Map.of("location", Map.of("latitude", 45.76, "longitude", 4.84))));
    return file;
  }

  private static OperatorGuesses guesses(Path map, Path database) {
    return new OperatorGuesses(Optional.of(map), Optional.of(database), PLACES);
  }
}
