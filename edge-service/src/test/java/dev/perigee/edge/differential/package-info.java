/** Generated stories of one object, told to an edge and to a small model of the rules. */
@NullMarked
package dev.perigee.edge.differential;

import org.jspecify.annotations.NullMarked;
