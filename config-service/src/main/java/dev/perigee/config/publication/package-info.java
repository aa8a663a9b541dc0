/**
 * Snapshots on their way to the data plane, and whether they have arrived.
 *
 * <p>A change leaves its snapshot in two tables, in its own transaction ({@link
 * dev.perigee.config.publication.Publications}): in {@code publication_queue}, from which {@link
 * dev.perigee.config.publication.SnapshotOutbox} has it appended to the log, each version once and
 * in order; and in {@code publication}, which holds the latest of each distribution with its
 * offset, for a log that is lost. {@link dev.perigee.config.publication.Deployment} marks it
 * deployed once every live edge has reported that offset. The queue holds a bounded number of each
 * distribution's snapshots, however long the broker is away.
 *
 * <p>A new version of this code may have to publish what an older one made anew: {@link
 * dev.perigee.config.publication.Renewal} does so at start-up.
 */
@NullMarked
package dev.perigee.config.publication;

import org.jspecify.annotations.NullMarked;
