package dev.perigee.httpcache.invalidation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Tags, each with the newest offset at which it was invalidated. Not thread-safe. */
final class TagOffsets {

  private static final long NONE = -1;

  /** What an entry takes beside its characters: node, slot, text, array and number. */
  private static final int ENTRY_BYTES = 120;

  private final Map<String, Long> offsets = new HashMap<>();
  private long bytes;

  /**
   * @param tag in lower case
   */
  void put(String tag, long offset) {
    if (offsets.put(tag, offset) == null) {
      bytes += ENTRY_BYTES + tag.length();
    }
  }

  /** The newest offset of any of some tags, -1 for none. */
  long newest(Collection<String> tags) {
    long found = NONE;
    if (offsets.isEmpty()) {
      return found;
    }
    for (String tag : tags) {
      found = Math.max(found, offsets.getOrDefault(tag, NONE));
    }
    return found;
  }

  int size() {
    return offsets.size();
  }

  /** Bytes of heap that the entries take. */
  long bytes() {
    return bytes;
  }

  void clear() {
    offsets.clear();
    bytes = 0;
  }
}
