package dev.perigee.invalidation;

import dev.perigee.contracts.InvalidationState;

/** What became of a request for an invalidation. */
sealed interface Acceptance {

  /** A new batch, stored: it will be published, whatever happens to this process. */
  record Accepted(InvalidationState state) implements Acceptance {}

  /** The request repeats an earlier one. */
  record Repeated(InvalidationState earlier) implements Acceptance {}

  /** The caller reference was used for other paths before. */
  record ReferenceTaken(String callerReference) implements Acceptance {}

  /** The distribution has too many paths in progress. */
  record TooManyInProgress(long pathsInProgress, long maxPathsInProgress) implements Acceptance {}

  /** As many requests wait to be stored as may. */
  record Busy(int waiting) implements Acceptance {}
}
