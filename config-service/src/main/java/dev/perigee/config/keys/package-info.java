/**
 * Public keys, and the groups of them that behaviours trust: what signed URLs and cookies are
 * checked with.
 */
@NullMarked
package dev.perigee.config.keys;

import org.jspecify.annotations.NullMarked;
