/**
 * Follows and writes the ordered topics between the services.
 *
 * <p>Each topic has one partition, so that an offset is a position in one order. {@link
 * dev.perigee.eventlog.TopicTail} follows a topic from its start and knows how far it is and
 * whether it has kept up; {@link dev.perigee.eventlog.TopicWriter} appends and tells the offset.
 * Consumer groups are not used: every follower sees every record.
 */
@NullMarked
package dev.perigee.eventlog;

import org.jspecify.annotations.NullMarked;
