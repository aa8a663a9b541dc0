/**
 * The edge: serves viewers, and nothing else. The life of a request is in {@link
 * dev.perigee.edge.viewer}; {@link dev.perigee.edge.settings.EdgeSettings} is what can be
 * configured.
 */
@NullMarked
package dev.perigee.edge;

import org.jspecify.annotations.NullMarked;
