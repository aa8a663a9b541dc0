/**
 * Follows and writes the ordered topics between the services.
 *
 * <p>Each topic has one partition, so that an offset is a position in one order. {@link
 * dev.perigee.eventlog.TopicTail} follows a topic from its start and knows how far it is and
 * whether it has kept up; {@link dev.perigee.eventlog.TopicWriter} appends and tells the offset.
 * Consumer groups are not used: every follower sees every record.
 *
 * <p>What more than one service does with the topics is built on these: {@link
 * dev.perigee.eventlog.outbox} publishes what a database holds, {@link
 * dev.perigee.eventlog.membership} tells what every live edge has applied.
 */
@NullMarked
package dev.perigee.eventlog;

import org.jspecify.annotations.NullMarked;
