package dev.perigee.edge.realtime;

import dev.perigee.edge.logline.LineQueue;

/**
 * A line on its way to a topic.
 *
 * @param stream name of the stream that it is for
 */
@SuppressWarnings("ArrayRecordComponent") // written once, compared never
record RealtimeRecord(String stream, byte[] line) implements LineQueue.Entry {

  /** What it takes beyond its line: objects and the queue's node. */
  private static final int OVERHEAD_BYTES = 112;

  @Override
  public long bytes() {
    return OVERHEAD_BYTES + line.length;
  }

  @Override
  public String toString() {
    return stream + ": " + line.length + " bytes";
  }
}
