/** Structured field values for HTTP (RFC 9651). */
@NullMarked
package dev.perigee.httpcache.structured;

import org.jspecify.annotations.NullMarked;
