package dev.perigee.edge.accesslog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lines that wait for the writer, bounded by their bytes. Event loops {@linkplain #offer offer}
 * without waiting; one thread takes.
 */
final class LogQueue {

  private static final int MOST_AT_ONCE = 4_096;

  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final BlockingQueue<LogEntry> entries = new LinkedBlockingQueue<>();

  LogQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds an entry; false where there is no room. */
  boolean offer(LogEntry entry) {
    if (bytes.addAndGet(entry.bytes()) > maxBytes) {
      bytes.addAndGet(-entry.bytes());
      return false;
    }
    return entries.add(entry);
  }

  /**
   * Takes what there is, and waits for it if there is nothing. It counts until it is {@linkplain
   * #written written}.
   */
  List<LogEntry> take(Duration wait) throws InterruptedException {
    LogEntry first = entries.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return List.of();
    }
    List<LogEntry> taken = new ArrayList<>();
    taken.add(first);
    entries.drainTo(taken, MOST_AT_ONCE - 1);
    return taken;
  }

  /** Gives the room of what was taken back. */
  void written(List<LogEntry> taken) {
    bytes.addAndGet(-taken.stream().mapToLong(LogEntry::bytes).sum());
  }

  /** Bytes that wait. */
  long bytes() {
    return bytes.get();
  }
}
