/** Viewers' connections: how they are opened, what is known of them, and what bounds them. */
@NullMarked
package dev.perigee.edge.connection;

import org.jspecify.annotations.NullMarked;
