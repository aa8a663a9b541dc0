/** Stored responses and the memory that holds them. */
@NullMarked
package dev.perigee.edge.store;

import org.jspecify.annotations.NullMarked;
