/** What this edge tells the others of itself. */
@NullMarked
package dev.perigee.edge.status;

import org.jspecify.annotations.NullMarked;
