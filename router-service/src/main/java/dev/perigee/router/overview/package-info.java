/** What operators are shown of the edges and the ways to them. */
@NullMarked
package dev.perigee.router.overview;

import org.jspecify.annotations.NullMarked;
