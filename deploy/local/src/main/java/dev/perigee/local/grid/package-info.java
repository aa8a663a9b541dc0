/**
 * The cache servers of the local suite: {@link dev.perigee.local.grid.GridNode} is the main of
 * each.
 */
@NullMarked
package dev.perigee.local.grid;

import org.jspecify.annotations.NullMarked;
