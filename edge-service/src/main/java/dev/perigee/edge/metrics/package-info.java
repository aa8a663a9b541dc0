/**
 * What Prometheus is told of an edge. Start with {@link dev.perigee.edge.metrics.RequestMetrics};
 * {@code docs/metrics.md} says what each meter stands for.
 */
@NullMarked
package dev.perigee.edge.metrics;

import org.jspecify.annotations.NullMarked;
