package dev.perigee.edge.logline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lines that wait for the thread that writes them, bounded by their bytes. Event loops {@linkplain
 * #offer offer} without waiting; one thread takes.
 */
public final class LineQueue<E extends LineQueue.Entry> {

  private static final int MOST_AT_ONCE = 4_096;

  /** So many are worth being written without waiting for more. */
  private static final int ENOUGH = 1_024;

  private static final Duration GATHERING = Duration.ofMillis(20);

  /** What waits. */
  public interface Entry {

    /** Bytes that it takes in memory. */
    long bytes();
  }

  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final BlockingQueue<E> entries = new LinkedBlockingQueue<>();

  public LineQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds an entry; false where there is no room. */
  public boolean offer(E entry) {
    if (bytes.addAndGet(entry.bytes()) > maxBytes) {
      bytes.addAndGet(-entry.bytes());
      return false;
    }
    return entries.add(entry);
  }

  /**
   * Takes what there is, and waits for it if there is nothing, and a moment longer for what comes
   * with it: a write for each line costs more than the line. It counts until it is {@linkplain
   * #written written}.
   *
   * @param wait for the first; with {@link Duration#ZERO} nothing is waited for
   */
  public List<E> take(Duration wait) throws InterruptedException {
    E first = entries.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return List.of();
    }
    if (!wait.isZero() && entries.size() < ENOUGH) {
      Thread.sleep(GATHERING);
    }
    List<E> taken = new ArrayList<>();
    taken.add(first);
    entries.drainTo(taken, MOST_AT_ONCE - 1);
    return taken;
  }

  /** Gives the room of what was taken back. */
  public void written(List<E> taken) {
    bytes.addAndGet(-taken.stream().mapToLong(Entry::bytes).sum());
  }

  /** Bytes that wait. */
  public long bytes() {
    return bytes.get();
  }
}
