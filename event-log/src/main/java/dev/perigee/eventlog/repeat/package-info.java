/**
 * The thread that the {@linkplain dev.perigee.eventlog.outbox relay} and the {@linkplain
 * dev.perigee.eventlog.membership acknowledgements} each run on.
 */
@NullMarked
package dev.perigee.eventlog.repeat;

import org.jspecify.annotations.NullMarked;
