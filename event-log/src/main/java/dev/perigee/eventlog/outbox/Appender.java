package dev.perigee.eventlog.outbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Appends to the topic of an {@link Outbox}. */
public interface Appender {

  /**
   * Appends a record and waits until the broker has it.
   *
   * @param value null to say that the key is gone
   * @return where it lies; empty where that is not known, for this record and for any after it: it
   *     may be in the topic all the same, and is to be appended again
   */
  Optional<Position> append(String key, byte @Nullable [] value);
}
