package dev.perigee.edge.store;

import io.netty.util.AsciiString;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Names of header fields as they are written, shared by all responses that have them. */
final class FieldNames {

  /** Origins make names up; those beyond are not shared. */
  private static final int MOST = 1_024;

  private static final int MOST_CHARACTERS = 64;

  private static final ConcurrentMap<String, AsciiString> SHARED = new ConcurrentHashMap<>();

  private FieldNames() {}

  static AsciiString of(String name) {
    AsciiString known = SHARED.get(name);
    if (known != null) {
      return known;
    }
    AsciiString made = AsciiString.cached(name);
    if (name.length() <= MOST_CHARACTERS && SHARED.size() < MOST) {
      SHARED.put(name, made);
    }
    return made;
  }
}
