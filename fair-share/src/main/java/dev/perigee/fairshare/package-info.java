/** Who has a place where there are fewer places than wishes for one. */
@NullMarked
package dev.perigee.fairshare;

import org.jspecify.annotations.NullMarked;
