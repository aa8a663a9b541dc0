/**
 * Measures Perigee against other caches on one machine, in one run. Start with {@link
 * dev.perigee.benchmarks.HitPath}.
 */
@NullMarked
package dev.perigee.benchmarks;

import org.jspecify.annotations.NullMarked;
