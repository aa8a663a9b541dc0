package dev.perigee.edge.invalidation.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that may happen next.
 *
 * @param served what viewers are given in this step, null for nothing
 * @param promised the batches that were completed when the last of them asked
 */
record Step(String name, State after, @Nullable Copy served, int promised) {

  static Step of(String name, State after) {
    return new Step(name, after, null, 0);
  }
}
