/** A viewer's request as the rest of the edge sees it. */
@NullMarked
package dev.perigee.edge.request;

import org.jspecify.annotations.NullMarked;
