package dev.perigee.edge.accesslog;

import dev.perigee.edge.logline.LineQueue;
import java.time.Instant;
import java.util.Arrays;

/**
 * A line on its way to a file.
 *
 * @param at when its request ended
 * @param line with its end
 */
@SuppressWarnings("ArrayRecordComponent") // written once, compared never
record LogEntry(LogTarget target, Instant at, byte[] line) implements LineQueue.Entry {

  /** What an entry takes beyond its line: objects and the queue's node. */
  private static final int OVERHEAD_BYTES = 160;

  @Override
  public long bytes() {
    return OVERHEAD_BYTES + line.length;
  }

  @Override
  public String toString() {
    return target + " " + at + " " + Arrays.toString(line);
  }
}
