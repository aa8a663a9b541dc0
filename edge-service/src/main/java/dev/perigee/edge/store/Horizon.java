package dev.perigee.edge.store;

/**
 * How much of the invalidation log was applied before a response was fetched.
 *
 * @param logId identifies the log; empty where none was known yet
 * @param offset the last applied offset, -1 for none
 */
public record Horizon(String logId, long offset) {

  /** Before anything was known of the log. */
  public static final Horizon NONE = new Horizon("", -1);
}
