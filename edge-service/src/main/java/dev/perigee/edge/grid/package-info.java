/** Stored responses in the grid that the edges of a region share. A slow or lost grid is a miss. */
@NullMarked
package dev.perigee.edge.grid;

import org.jspecify.annotations.NullMarked;
