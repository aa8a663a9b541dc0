/**
 * Tells viewers which edge to use.
 *
 * <p>{@link dev.perigee.router.Routing} knows hosts and edges; {@code redirect} and {@code dns} are
 * the two ways in which viewers are told.
 */
@NullMarked
package dev.perigee.router;

import org.jspecify.annotations.NullMarked;
