package dev.perigee.router.guess;

/**
 * What is expected of a way that nobody has measured.
 *
 * @param roundTripMicros in microseconds
 */
public record Guess(double roundTripMicros, Basis basis) {

  /** What a guess rests on. */
  public enum Basis {
    /** The operator's map of networks. */
    NETWORK_MAP,
    /** How far client and place are from one another. */
    GEOGRAPHY,
    /** Nothing at all. */
    NOTHING
  }

  /** A way of which nothing is known: about the middle of what ways on this globe take. */
  public static final Guess NOTHING = new Guess(100_000, Basis.NOTHING);
}
