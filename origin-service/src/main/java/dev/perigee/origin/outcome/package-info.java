/** Failures as values, and how stages that may fail follow one another. */
@NullMarked
package dev.perigee.origin.outcome;

import org.jspecify.annotations.NullMarked;
