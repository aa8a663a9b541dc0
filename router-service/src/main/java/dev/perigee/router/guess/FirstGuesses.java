package dev.perigee.router.guess;

import dev.perigee.contracts.ClientPrefix;

/** What is expected of ways before anything is measured. Thread-safe. */
@FunctionalInterface
public interface FirstGuesses {

  /** Nothing is known of any way. */
  FirstGuesses NONE = _ -> _ -> Guess.NOTHING;

  /** The guesses for one client's network; found once, whatever many places are asked for. */
  Outlook from(ClientPrefix client);

  /** Another number means that what was guessed before may be guessed otherwise now. */
  default long version() {
    return 0;
  }

  /** The guesses for one client. */
  @FunctionalInterface
  interface Outlook {
    Guess to(String region);
  }
}
