/**
 * What an edge knows of a viewer beyond what the viewer says: where it is, what it is. Start with
 * {@link dev.perigee.edge.facts.GeneratedHeaders}.
 */
@NullMarked
package dev.perigee.edge.facts;

import org.jspecify.annotations.NullMarked;
