/** What this edge has applied of the invalidation log, and whether it may still trust its cache. */
@NullMarked
package dev.perigee.edge.invalidation;

import org.jspecify.annotations.NullMarked;
