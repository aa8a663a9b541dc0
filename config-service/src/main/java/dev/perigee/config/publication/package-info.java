/**
 * Snapshots on their way to the data plane, and whether they have arrived.
 *
 * <p>The table {@code publication} holds the latest snapshot of each distribution, in the same
 * transaction as the change that made it: {@link dev.perigee.config.publication.Publications}
 * writes it, {@link dev.perigee.config.publication.SnapshotOutbox} has it appended to the log and
 * notes the offset, {@link dev.perigee.config.publication.Deployment} marks it deployed once every
 * live edge has reported that offset. Only the latest matters, so that the table is as large as
 * there are distributions, however long the broker is away.
 *
 * <p>A new version of this code may have to publish what an older one made anew: {@link
 * dev.perigee.config.publication.Renewal} does so at start-up.
 */
@NullMarked
package dev.perigee.config.publication;

import org.jspecify.annotations.NullMarked;
