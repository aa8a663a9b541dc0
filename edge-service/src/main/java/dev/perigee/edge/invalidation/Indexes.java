package dev.perigee.edge.invalidation;

import static dev.perigee.contracts.InvalidationEffect.HARD;

import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.httpcache.invalidation.InvalidationIndex;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
  private final ConcurrentMap<String, InvalidationIndex> hard = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, InvalidationIndex> soft = new ConcurrentHashMap<>();
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

  /** What was invalidated of a distribution so that it is used no more; null for nothing. */
  @Nullable InvalidationIndex hard(String distributionId) {
    return hard.get(distributionId);
  }

  /** What was invalidated of a distribution so that it counts as stale; null for nothing. */
  @Nullable InvalidationIndex soft(String distributionId) {
    return soft.get(distributionId);
  }

  /**
   * Changes a distribution's index of an effect.
   *
   * @return false where there are too many distributions for the bound: everything is to be taken
   *     for invalidated, and then {@link #clear} makes room
   */
  boolean change(
      String distributionId, InvalidationEffect effect, Consumer<InvalidationIndex> change) {
    ConcurrentMap<String, InvalidationIndex> indexes = effect == HARD ? hard : soft;
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
        all()
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

  private Stream<InvalidationIndex> all() {
    return Stream.concat(hard.values().stream(), soft.values().stream());
  }

  void clear() {
    hard.clear();
    soft.clear();
    bytes = 0;
  }

  /** Bytes of heap that all of this takes. */
  long bytes() {
    return bytes;
  }

  /** How many paths, prefixes and tags are remembered one by one. */
  long size() {
    return all().mapToLong(InvalidationIndex::size).sum();
  }
}
