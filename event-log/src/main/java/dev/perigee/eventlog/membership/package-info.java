/**
 * Which edges are live, and what all of them have applied. Start at {@link
 * dev.perigee.eventlog.membership.Acknowledgements}.
 */
@NullMarked
package dev.perigee.eventlog.membership;

import org.jspecify.annotations.NullMarked;
