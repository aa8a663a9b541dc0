/**
 * Invalidations in the API. What is done about them is invalidation-service's business; {@link
 * dev.perigee.config.invalidation.InvalidationClient} asks it.
 */
@NullMarked
package dev.perigee.config.invalidation;

import org.jspecify.annotations.NullMarked;
