/**
 * Distributions: stored, versioned, and handed over to be published.
 *
 * <p>{@link dev.perigee.config.distribution.DistributionOperations} is the API's view; {@link
 * dev.perigee.config.distribution.Distributions} makes the changes, each in one transaction with
 * the snapshot that results from it.
 */
@NullMarked
package dev.perigee.config.distribution;

import org.jspecify.annotations.NullMarked;
