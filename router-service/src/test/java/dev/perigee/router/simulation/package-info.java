/**
 * What one machine cannot show: a world of edges and clients' networks, in which ways of routing
 * are compared. {@link dev.perigee.router.simulation.Earth} says what the world is like.
 */
@NullMarked
package dev.perigee.router.simulation;

import org.jspecify.annotations.NullMarked;
