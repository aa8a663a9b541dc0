package dev.perigee.httpcache.invalidation;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Paths in groups by their hash, each group with the newest offset at which one of its paths was
 * invalidated: where a group has nothing new, none of its paths has, and no look-up is needed.
 *
 * <p>There are as many groups as paths are remembered, within a bound. Whenever there come to be
 * more groups, each of them counts as invalidated once.
 *
 * <p>Thread-safe: one thread puts, any thread asks.
 */
final class PathGroups {

  /** 128 KiB; a thousand paths a second leave each of them alone for 16 s on average. */
  private static final int MOST = 1 << 14;

  /** The array and what holds it. */
  private static final int HEADER_BYTES = 32;

  private volatile AtomicLongArray newest = groups(1, -1);

  /**
   * Notes that an exact path was invalidated.
   *
   * @param remembered how many paths are remembered now
   */
  void put(String path, long offset, int remembered) {
    AtomicLongArray groups = newest;
    if (remembered > groups.length() && groups.length() < MOST) {
      newest = groups(2 * groups.length(), offset);
    } else {
      groups.set(group(path, groups), offset);
    }
  }

  /** Notes that all paths were invalidated. */
  void putAll(long offset) {
    newest = groups(1, offset);
  }

  /** No less than the newest offset at which a path was put, -1 for never. */
  long newest(String path) {
    AtomicLongArray groups = newest;
    return groups.get(group(path, groups));
  }

  private static int group(String path, AtomicLongArray groups) {
    int hash = path.hashCode();
    return (hash ^ hash >>> 16) & (groups.length() - 1);
  }

  private static AtomicLongArray groups(int count, long offset) {
    AtomicLongArray made = new AtomicLongArray(count);
    for (int i = 0; i < count; i++) {
      made.setPlain(i, offset);
    }
    return made;
  }

  /** Bytes of heap that the groups take. */
  long bytes() {
    return HEADER_BYTES + (long) Long.BYTES * newest.length();
  }
}
