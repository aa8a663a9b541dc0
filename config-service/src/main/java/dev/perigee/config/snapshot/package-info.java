/**
 * From what a tenant configured to what the data plane does: a {@code DistributionConfig} becomes a
 * {@link dev.perigee.contracts.DistributionSnapshot}.
 *
 * <p>{@link dev.perigee.config.snapshot.SnapshotResolver} checks by resolving: what it can express
 * in a snapshot is accepted and will be in force; what it cannot is refused by name, here and
 * nowhere else ({@link dev.perigee.config.snapshot.NotSupportedYet} is the list).
 */
@NullMarked
package dev.perigee.config.snapshot;

import org.jspecify.annotations.NullMarked;
