/**
 * What is expected of the way between a client and a place before anything is measured there:
 * {@link dev.perigee.router.guess.FirstGuesses}, by what the operator knows of networks and by
 * where on the globe both are.
 */
@NullMarked
package dev.perigee.router.guess;

import org.jspecify.annotations.NullMarked;
