/**
 * The full account of one request, for operators. Start with {@link
 * dev.perigee.edge.explain.ExplainToken}: it says who may have one.
 */
@NullMarked
package dev.perigee.edge.explain;

import org.jspecify.annotations.NullMarked;
