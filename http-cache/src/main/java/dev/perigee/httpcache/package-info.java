/**
 * HTTP caching semantics as pure functions: no I/O, no framework, every clock an argument.
 *
 * <p>{@code request} reads what a viewer sent, {@code key} names the object, {@code freshness} says
 * what may be kept, {@code validation} and {@code range} shape answers, and {@code invalidation}
 * says what must no longer be used.
 */
@NullMarked
package dev.perigee.httpcache;

import org.jspecify.annotations.NullMarked;
