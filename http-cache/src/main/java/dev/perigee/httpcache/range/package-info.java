/** Byte ranges (RFC 9110, section 14). */
@NullMarked
package dev.perigee.httpcache.range;

import org.jspecify.annotations.NullMarked;
