package dev.perigee.router.latency;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.guess.FirstGuesses;
import java.util.List;

/**
 * All that is known of the ways to one client.
 *
 * @param own what was measured of its own network
 * @param around of wider ones around it, the narrowest first
 * @param guesses what was expected before anything was measured
 */
record Surroundings(
    ClientPrefix client, Level own, List<Around> around, FirstGuesses.Outlook guesses) {

  /**
   * A wider network.
   *
   * @param steps how many widths it is wider than what is measured by itself, 1 or more
   */
  record Around(ClientPrefix network, int steps, Level level) {}
}
