package dev.perigee.edge.invalidation;

import dev.perigee.httpcache.invalidation.InvalidationIndex;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of all distributions, within one bound: where all of them take more, the largest
 * forgets its single paths and tags, and its whole distribution counts as invalidated. So who
 * invalidates much pays for it, and nobody else. One thread changes, any thread asks.
 */
final class Indexes {

  /** What an empty index takes, with its place in the map. */
  static final int INDEX_BYTES = 400;

  private final int maxRemembered;
  private final long maxBytes;
  private final long maxBytesInAll;
  private final ConcurrentMap<String, InvalidationIndex> indexes = new ConcurrentHashMap<>();
  private volatile long bytes;

  /**
   * @param maxRemembered of one distribution
   * @param maxBytes of one distribution
   */
  Indexes(int maxRemembered, long maxBytes, long maxBytesInAll) {
    this.maxRemembered = maxRemembered;
    this.maxBytes = maxBytes;
    this.maxBytesInAll = maxBytesInAll;
  }

  @Nullable InvalidationIndex get(String distributionId) {
    return indexes.get(distributionId);
  }

  /**
   * Changes a distribution's index.
   *
   * @return false where there are too many distributions for the bound: everything is to be taken
   *     for invalidated, and then {@link #clear} makes room
   */
  boolean change(String distributionId, Consumer<InvalidationIndex> change) {
    InvalidationIndex index = indexes.get(distributionId);
    if (index == null) {
      index = new InvalidationIndex(maxRemembered, maxBytes);
      indexes.put(distributionId, index);
      bytes += INDEX_BYTES + index.bytes();
    }
    long before = index.bytes();
    change.accept(index);
    bytes += index.bytes() - before;
    while (bytes > maxBytesInAll) {
      if (!subsumeLargest()) {
        return false;
      }
    }
    return true;
  }

  private boolean subsumeLargest() {
    InvalidationIndex largest =
        indexes.values().stream()
            .max(Comparator.comparingLong(InvalidationIndex::bytes))
            .filter(index -> index.size() > 0)
            .orElse(null);
    if (largest == null) {
      return false;
    }
    long before = largest.bytes();
    largest.subsume();
    bytes += largest.bytes() - before;
    return true;
  }

  void clear() {
    indexes.clear();
    bytes = 0;
  }

  /** Bytes of heap that all of this takes. */
  long bytes() {
    return bytes;
  }

  /** How many paths, prefixes and tags are remembered one by one. */
  long size() {
    return indexes.values().stream().mapToLong(InvalidationIndex::size).sum();
  }
}
