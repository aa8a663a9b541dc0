/**
 * How far this edge's viewers are: the kernel's own measurements of their connections, gathered by
 * network, and told to the router.
 */
@NullMarked
package dev.perigee.edge.latency;

import org.jspecify.annotations.NullMarked;
