package dev.perigee.eventlog.outbox;

import dev.perigee.eventlog.TopicEntry;
import java.util.List;

/** Appends to the topic of an {@link Outbox}. */
@FunctionalInterface
public interface Appender {

  /**
   * Appends records in their order and waits until the broker has them. To be called once a
   * transaction.
   *
   * @return where the first ones lie, in their order: all of them where all went well. The others
   *     may be in the topic all the same, and are to be appended again
   */
  List<Position> append(List<TopicEntry> entries);
}
