package dev.perigee.httpcache.invalidation;

import dev.perigee.httpcache.request.PercentEncoding;
import java.util.Collection;
import java.util.List;

/**
 * What was invalidated in one distribution, and at which offset of the invalidation log.
 *
 * <p>A cached response may be used if and only if nothing that matches it was invalidated at an
 * offset above its horizon: the last offset that the filling edge had applied before it sent the
 * origin request. {@link #newestMatch} answers with that offset; {@link #latest} and {@link
 * #mayMatch} let a caller skip the question where nothing new has arrived, or nothing that could
 * match.
 *
 * <p>Memory is bounded, by entries and by bytes: beyond either everything is forgotten at the price
 * of a floor, an offset at which the whole distribution then counts as invalidated. An invalidation
 * of {@code /*} raises the same floor.
 *
 * <p>An entry takes about 80 bytes and what its path does not share with others: 120 bytes for
 * paths of 48 characters, 1,120 for paths of 1,018 (heap after collection, 100,000 entries, JDK 25;
 * {@link #bytes} was at most 6 % below). A look-up took 30 to 95 ns.
 *
 * <p>Thread-safe: one thread adds, any thread asks.
 */
public final class InvalidationIndex {

  private static final long NONE = -1;

  private final int maxRemembered;
  private final long maxBytes;
  private final PathOffsets offsets = new PathOffsets();
  private final TagOffsets tagOffsets = new TagOffsets();
  private final PathGroups groups = new PathGroups();
  private long floor = NONE;
  private volatile long newestPrefix = NONE;
  private volatile long newestTag = NONE;
  private volatile long latest = NONE;

  /**
   * @param maxRemembered paths, prefixes and tags, together
   * @param maxBytes of heap that these may take
   */
  public InvalidationIndex(int maxRemembered, long maxBytes) {
    this.maxRemembered = maxRemembered;
    this.maxBytes = maxBytes;
  }

  /**
   * Remembers a batch of invalidated paths. Offsets do not go down from call to call; one that does
   * all the same counts as the latest. {@link #latest} tells of the batch only when all of it is
   * known, so that nobody takes a response for judged who has seen a part of it.
   *
   * @param paths as in the API: exact, or a prefix where it ends in {@code *}
   */
  public void add(Collection<String> paths, long offset) {
    add(paths, List.of(), offset);
  }

  /**
   * Remembers a batch of invalidated paths and tags.
   *
   * @param tags in lower case
   */
  public synchronized void add(Collection<String> paths, Collection<String> tags, long offset) {
    long notBefore = Math.max(offset, latest);
    for (String path : paths) {
      add(path, notBefore);
    }
    for (String tag : tags) {
      addTag(tag, notBefore);
    }
    latest = notBefore;
  }

  private void addTag(String tag, long offset) {
    if (offset > floor) {
      tagOffsets.put(tag, offset);
      newestTag = offset;
      keepBound(offset);
    }
  }

  private void add(String path, long offset) {
    if (offset <= floor) {
      return;
    }
    String normal = PercentEncoding.normalize(path);
    if (normal.equals("/*")) {
      raiseFloor(offset);
      return;
    }
    boolean prefix = normal.endsWith("*");
    offsets.put(prefix ? normal.substring(0, normal.length() - 1) : normal, prefix, offset);
    if (prefix) {
      newestPrefix = offset;
    } else {
      groups.put(normal, offset, offsets.size());
    }
    keepBound(offset);
  }

  private void keepBound(long offset) {
    if (size() > maxRemembered || bytes() > maxBytes) {
      raiseFloor(offset);
    }
  }

  /** Counts the whole distribution as invalidated at {@code offset}. */
  public synchronized void addAll(long offset) {
    raiseFloor(offset);
    latest = Math.max(latest, offset);
  }

  /**
   * Forgets single paths and tags: the whole distribution counts as invalidated when last any was.
   */
  public synchronized void subsume() {
    raiseFloor(latest);
  }

  private void raiseFloor(long offset) {
    offsets.clear();
    tagOffsets.clear();
    floor = Math.max(floor, offset);
    newestTag = floor;
    groups.putAll(floor);
  }

  /** The newest offset at which anything here was invalidated, -1 for never. */
  public long latest() {
    return latest;
  }

  /**
   * Whether an object may have been invalidated by a path or a prefix above an offset. Takes no
   * look-up and no lock, and errs towards yes: after a prefix of other objects, and seldom after
   * other paths.
   *
   * @param path the object's path with its query, in any percent-encoding
   */
  public boolean mayMatch(String path, long above) {
    return newestPrefix > above || groups.newest(PercentEncoding.normalize(path)) > above;
  }

  /**
   * The newest offset at which an object was invalidated, -1 for never.
   *
   * @param path the object's path with its query, in any percent-encoding
   */
  public synchronized long newestMatch(String path) {
    return Math.max(floor, offsets.newest(PercentEncoding.normalize(path)));
  }

  /**
   * The newest offset at which one of some tags was invalidated, -1 for never. Takes a look-up a
   * tag, and none while no tag is remembered.
   *
   * @param tags in lower case
   */
  public synchronized long newestMatch(Collection<String> tags) {
    return Math.max(floor, tagOffsets.newest(tags));
  }

  /** The newest offset at which any tag was invalidated, -1 for never. */
  public long newestTag() {
    return newestTag;
  }

  /** How many paths, prefixes and tags are remembered one by one. */
  public synchronized int size() {
    return offsets.size() + tagOffsets.size();
  }

  /** Bytes of heap that what is remembered takes. */
  public synchronized long bytes() {
    return offsets.bytes() + tagOffsets.bytes() + groups.bytes();
  }
}
