package dev.perigee.e2e.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What has come of a live channel so far: files as the encoder made them, by their paths, and the
 * CMAF fragments that a low-latency playlist lists as parts. Thread-safe.
 */
public final class Channel {

  /** How long an endpoint holds a request back. */
  private static final long PATIENCE_SECONDS = 20;

  private static final String PART = "cmaf/part";
  private static final String PART_END = ".m4s";
  private static final String INIT = "cmaf/init.mp4";

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  // Guarded by this.
  private final List<byte[]> parts = new ArrayList<>();
  private boolean ended;

  /** Takes in what the encoder has made or made anew. */
  void put(String path, byte[] content) {
    files.put(path, content);
    synchronized (this) {
      if (path.startsWith(PART) && path.endsWith(PART_END)) {
        parts.add(content);
      }
      notifyAll();
    }
  }

  Optional<byte[]> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Nothing more comes. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** How many parts may be played. */
  synchronized int parts() {
    return files.containsKey(INIT) ? parts.size() : 0;
  }

  synchronized byte[] part(int index) {
    return parts.get(index);
  }

  /**
   * Waits until there are so many parts, or no more will come.
   *
   * @return how many there are; empty where they took too long
   */
  public synchronized Optional<Integer> await(int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (parts() < count && !ended) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return Optional.empty();
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    return Optional.of(parts());
  }
}
