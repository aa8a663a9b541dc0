/** The life of a viewer's request. Start with {@code Pipeline}. */
@NullMarked
package dev.perigee.edge.viewer;

import org.jspecify.annotations.NullMarked;
