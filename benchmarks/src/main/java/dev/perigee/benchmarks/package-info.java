/**
 * Measures Perigee against other caches on one machine, in one run. Start with {@link
 * dev.perigee.benchmarks.HitPath}; {@link dev.perigee.benchmarks.ManyDistributions} is about the
 * control plane.
 */
@NullMarked
package dev.perigee.benchmarks;

import org.jspecify.annotations.NullMarked;
