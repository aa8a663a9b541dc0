package dev.perigee.config.publication;

/** Whoever keeps what snapshots are made from. */
public interface SnapshotSource {

  /**
   * Publishes a distribution anew, from what is stored. Joins the caller's transaction.
   *
   * @return false where this source has no such distribution
   * @throws dev.perigee.config.wire.ApiException where what is stored cannot be put in force any
   *     more; nothing has been changed then
   */
  boolean publishAnew(String distributionId);
}
