package dev.perigee.edge.store;

import org.jspecify.annotations.Nullable;

/**
 * Values that many responses have, each once. A value that is met takes the place of another one
 * with as many bits of its hash: what is common comes back to it soon, and what is not leaves it.
 * Of any thread: one that does not see what another has just put there keeps its own, which is the
 * same.
 *
 * @param <T> immutable, with final fields and an equality of its own
 */
final class Shared<T> {

  private static final int PLACES = 1 << 8;

  private final @Nullable Object[] places = new Object[PLACES];

  /** What is equal to a value, and the value itself where nothing is known that is. */
  @SuppressWarnings("unchecked") // equal to a T, and put here as one
  T of(T value) {
    int hash = value.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    Object known = places[place];
    if (known != null && value.equals(known)) {
      return (T) known;
    }
    places[place] = value;
    return value;
  }
}
