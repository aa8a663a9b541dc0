package dev.perigee.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link TopicTail} tells. All calls come from the tail's one thread, in the order of the
 * topic; an exception is logged and the tail goes on with the next record.
 */
public interface TopicListener {

  /**
   * The tail has found the topic and is about to deliver its records. Called again, with another
   * log id or a higher first offset, where the broker no longer holds what the tail was to read
   * next: records may have been missed.
   *
   * @param logId identifies this topic's log: a topic that was deleted and made anew has another
   * @param firstOffset the oldest offset that the broker still holds
   */
  void started(String logId, long firstOffset);

  /**
   * The next record.
   *
   * @param value null where the record says that its key is gone
   */
  void record(long offset, String key, byte @Nullable [] value);

  /**
   * Everything that was in the topic when the tail last asked has been delivered. Called once after
   * each (re)connection, and then after each batch of records that reaches the end.
   */
  default void caughtUp() {}
}
