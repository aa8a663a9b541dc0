/** Fetches from the origins on behalf of the edges. */
@NullMarked
package dev.perigee.origin;

import org.jspecify.annotations.NullMarked;
