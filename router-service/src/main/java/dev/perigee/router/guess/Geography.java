package dev.perigee.router.guess;

import dev.perigee.contracts.ClientPrefix;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guesses by the distance between where a client's network is said to be and the places. */
public final class Geography implements FirstGuesses {

  /** What a viewer's own line takes, however near the place. */
  private static final double LINE_MICROS = 10_000;

  /** Light in glass goes a kilometre there and back in 10 us; cables are longer by a half. */
  private static final double MICROS_A_KILOMETRE = 15;

  private final Locator locator;
  private final Map<String, GlobePoint> places;

  /**
   * @param places where the regions are; of others nothing is guessed
   */
  public Geography(Locator locator, Map<String, GlobePoint> places) {
    this.locator = locator;
    this.places = Map.copyOf(places);
  }

  /** Says where networks are. Thread-safe. */
  public interface Locator {

    /** Null where that is not known. */
    @Nullable GlobePoint locate(ClientPrefix network);

    /** Another number means that networks may be elsewhere now. */
    default long version() {
      return 0;
    }
  }

  @Override
  public Outlook from(ClientPrefix client) {
    GlobePoint at = places.isEmpty() ? null : locator.locate(client);
    return at == null ? NONE.from(client) : region -> guess(at, places.get(region));
  }

  @Override
  public long version() {
    return locator.version();
  }

  private static Guess guess(GlobePoint client, @Nullable GlobePoint place) {
    return place == null
        ? Guess.NOTHING
        : new Guess(
            LINE_MICROS + MICROS_A_KILOMETRE * client.kilometresTo(place), Guess.Basis.GEOGRAPHY);
  }
}
