/** Requests to origin-service: what is forwarded, whom to ask, what came back. */
@NullMarked
package dev.perigee.edge.origin;

import org.jspecify.annotations.NullMarked;
