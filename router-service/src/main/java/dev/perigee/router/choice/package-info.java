/**
 * Which edge serves a viewer. {@link dev.perigee.router.choice.Fleet} says which edges may, {@link
 * dev.perigee.router.choice.EdgeChooser} which of them does.
 */
@NullMarked
package dev.perigee.router.choice;

import org.jspecify.annotations.NullMarked;
