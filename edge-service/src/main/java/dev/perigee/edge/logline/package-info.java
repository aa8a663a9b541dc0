/**
 * What logs tell of a request. Start with {@link dev.perigee.edge.logline.EndedRequest}; {@link
 * dev.perigee.edge.logline.LogLine} writes it.
 */
@NullMarked
package dev.perigee.edge.logline;

import org.jspecify.annotations.NullMarked;
