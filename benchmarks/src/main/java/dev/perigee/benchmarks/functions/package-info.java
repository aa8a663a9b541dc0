/** What the pure steps of a request cost, each by itself, by JMH. */
@NullMarked
package dev.perigee.benchmarks.functions;

import org.jspecify.annotations.NullMarked;
