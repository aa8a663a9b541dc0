/**
 * Which edges there are and how they are: {@link dev.perigee.router.edges.EdgeRegistry}, kept by
 * {@link dev.perigee.router.edges.EdgeFollower}.
 */
@NullMarked
package dev.perigee.router.edges;

import org.jspecify.annotations.NullMarked;
