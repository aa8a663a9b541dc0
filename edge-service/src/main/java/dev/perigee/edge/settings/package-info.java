/** What can be configured of an edge. */
@NullMarked
package dev.perigee.edge.settings;

import org.jspecify.annotations.NullMarked;
