/** When this edge lets viewers in. */
@NullMarked
package dev.perigee.edge.opening;

import org.jspecify.annotations.NullMarked;
