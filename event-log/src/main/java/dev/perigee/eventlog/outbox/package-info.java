/**
 * From a service's database to a topic: what is committed is published, in order, soon, and
 * whatever happens to the process.
 *
 * <p>A service implements {@link dev.perigee.eventlog.outbox.Outbox} over a table of its own;
 * {@link dev.perigee.eventlog.outbox.OutboxRelay} does the rest.
 */
@NullMarked
package dev.perigee.eventlog.outbox;

import org.jspecify.annotations.NullMarked;
