/** Conditional requests that a cache answers itself, and those it sends (RFC 9110, section 13). */
@NullMarked
package dev.perigee.httpcache.validation;

import org.jspecify.annotations.NullMarked;
