package dev.perigee.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * What is to be appended to a topic.
 *
 * @param value null to say that the key is gone
 */
public record TopicEntry(String key, byte @Nullable [] value) {}
