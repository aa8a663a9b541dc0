package dev.perigee.contracts;

/** What an invalidation does to the responses that it matches. */
public enum InvalidationEffect {
  /** They are used no more. */
  HARD,
  /**
   * They count as stale: the origin is asked before each is used, it may confirm it, and while it
   * fails, the response stands in as an expired one would.
   */
  SOFT
}
