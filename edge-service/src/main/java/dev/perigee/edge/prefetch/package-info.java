/**
 * What comes after the segment of a stream that a viewer is sent. Start with {@link
 * dev.perigee.edge.prefetch.Prefetching}.
 */
@NullMarked
package dev.perigee.edge.prefetch;

import org.jspecify.annotations.NullMarked;
