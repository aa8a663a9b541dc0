package dev.perigee.edge.store;

import io.netty.util.AsciiString;

/**
 * Names and values of header fields that many responses have, each once. A text that is met takes
 * the place of another one with as many bits of its hash: what is common comes back to it soon, and
 * what is not leaves it. Of any thread: one that does not see what another has just put there makes
 * its own, which is the same.
 */
final class SharedFields {

  private static final int PLACES = 1 << 12;

  private static final int MOST_CHARACTERS = 128;

  private static final AsciiString[] SHARED = new AsciiString[PLACES];

  private SharedFields() {}

  /** A field's name or value as it is written; its {@code toString} is shared like itself. */
  static AsciiString of(String text) {
    int place = text.hashCode() & PLACES - 1;
    AsciiString known = SHARED[place];
    if (known != null && known.toString().equals(text)) { // its bytes may be those of another text
      return known;
    }
    AsciiString made = AsciiString.cached(text);
    if (text.length() <= MOST_CHARACTERS) {
      SHARED[place] = made;
    }
    return made;
  }
}
