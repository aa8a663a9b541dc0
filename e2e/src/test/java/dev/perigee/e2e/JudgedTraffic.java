package dev.perigee.e2e;

import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Viewer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Viewers whose every answer is held against what had been purged when they asked. An edge that has
 * lost touch with the log, and the origin too, may serve what it has, and says so (guarantee 3).
 */
final class JudgedTraffic implements AutoCloseable {

  private static final long PAUSE_NANOS = Duration.ofMillis(4).toNanos();
  private static final int VIEWERS_PER_EDGE = 3;
  private static final String UNJUDGED = "detail=out-of-touch";

  private final ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> breaches = new ConcurrentLinkedQueue<>();
  private final AtomicLong judged = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong outOfTouch = new AtomicLong();
  private final Versions versions;
  private volatile boolean stopped;

  JudgedTraffic(Versions versions, List<Viewer> edges, long seed) {
    this.versions = versions;
    for (Viewer edge : edges) {
      for (int i = 0; i < VIEWERS_PER_EDGE; i++) {
        Random random = new Random(seed + i);
        viewers.submit(() -> ask(edge, random));
      }
    }
  }

  private void ask(Viewer edge, Random random) {
    while (!stopped) {
      String path = versions.paths().get(random.nextInt(versions.paths().size()));
      int allowed = versions.oldestAllowed(path);
      try {
        judge(edge, path, allowed, edge.get(path));
      } catch (IOException e) {
        unanswered.incrementAndGet();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void judge(Viewer edge, String path, int allowed, Reply reply) {
    if (reply.status() != 200) {
      unanswered.incrementAndGet();
      return;
    }
    String status = reply.header("Cache-Status").orElse("no Cache-Status");
    if (status.startsWith("perigee; hit") && status.contains(UNJUDGED)) {
      outOfTouch.incrementAndGet();
      return;
    }
    judged.incrementAndGet();
    if (Integer.parseInt(reply.text()) < allowed) {
      breaches.add(
          edge.edge()
              + path
              + ": version "
              + reply.text()
              + " (expected: >= "
              + allowed
              + "), "
              + status);
    }
  }

  List<String> breaches() {
    return List.copyOf(breaches);
  }

  long judged() {
    return judged.get();
  }

  /** Answers of an edge that could not know what was purged, and had no origin to ask. */
  long outOfTouch() {
    return outOfTouch.get();
  }

  /** Requests to an edge that was away or had nothing to answer with. */
  long unanswered() {
    return unanswered.get();
  }

  @Override
  public void close() {
    stopped = true;
    viewers.close();
  }
}
