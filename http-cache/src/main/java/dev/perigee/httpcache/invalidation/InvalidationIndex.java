package dev.perigee.httpcache.invalidation;

import dev.perigee.httpcache.request.PercentEncoding;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What was invalidated in one distribution, and at which offset of the invalidation log.
 *
 * <p>A cached response may be used if and only if nothing that matches it was invalidated at an
 * offset above its horizon: the last offset that the filling edge had applied before it sent the
 * origin request. {@link #newestMatch} answers with that offset; {@link #latest} lets a caller skip
 * the question while nothing new has arrived.
 *
 * <p>Memory is bounded: beyond {@code maxRemembered} entries everything is forgotten at the price
 * of a floor, an offset at which the whole distribution then counts as invalidated. An invalidation
 * of {@code /*} raises the same floor.
 *
 * <p>Thread-safe: one thread adds, any thread asks.
 */
public final class InvalidationIndex {

  private static final long NONE = -1;

  private final int maxRemembered;
  private final Map<String, Long> exact = new HashMap<>();
  private final PrefixOffsets prefixes = new PrefixOffsets();
  private long floor = NONE;
  private volatile long latest = NONE;

  public InvalidationIndex(int maxRemembered) {
    this.maxRemembered = maxRemembered;
  }

  /**
   * Remembers a batch of invalidated paths. Offsets never go down from call to call. {@link
   * #latest} tells of the batch only when all of it is known, so that nobody takes a response for
   * judged who has seen a part of it.
   *
   * @param paths as in the API: exact, or a prefix where it ends in {@code *}
   */
  public synchronized void add(Collection<String> paths, long offset) {
    for (String path : paths) {
      add(path, offset);
    }
    latest = Math.max(latest, offset);
  }

  private void add(String path, long offset) {
    String normal = PercentEncoding.normalize(path);
    if (normal.equals("/*")) {
      raiseFloor(offset);
    } else if (normal.endsWith("*")) {
      prefixes.put(normal.substring(0, normal.length() - 1), offset);
    } else {
      exact.put(normal, offset);
    }
    if (exact.size() + prefixes.size() > maxRemembered) {
      raiseFloor(offset);
    }
  }

  /** Counts the whole distribution as invalidated at {@code offset}. */
  public synchronized void addAll(long offset) {
    raiseFloor(offset);
    latest = Math.max(latest, offset);
  }

  private void raiseFloor(long offset) {
    exact.clear();
    prefixes.clear();
    floor = Math.max(floor, offset);
  }

  /** The newest offset at which anything here was invalidated, -1 for never. */
  public long latest() {
    return latest;
  }

  /**
   * The newest offset at which an object was invalidated, -1 for never.
   *
   * @param path the object's path with its query, in any percent-encoding
   */
  public synchronized long newestMatch(String path) {
    String normal = PercentEncoding.normalize(path);
    long newest = Math.max(floor, prefixes.newest(normal));
    return Math.max(newest, exact.getOrDefault(normal, NONE));
  }

  /** How many paths and prefixes are remembered one by one. */
  public synchronized int size() {
    return exact.size() + prefixes.size();
  }
}
