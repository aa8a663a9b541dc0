/**
 * What has been invalidated when, and whether a cached response is above it. Start with {@link
 * dev.perigee.httpcache.invalidation.InvalidationIndex}.
 */
@NullMarked
package dev.perigee.httpcache.invalidation;

import org.jspecify.annotations.NullMarked;
