package dev.perigee.e2e;

import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Viewer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Viewers who ask edges again and again until they are told to stop. */
final class Traffic implements AutoCloseable {

  private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();
  private static final int VIEWERS_PER_EDGE = 4;

  private final ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong answered = new AtomicLong();
  private final Consumer<Reply> onAnswer;
  private volatile boolean stopped;

  private Traffic(Consumer<Reply> onAnswer) {
    this.onAnswer = onAnswer;
  }

  static Traffic start(List<Viewer> edges, List<String> paths) {
    return start(edges, paths, _ -> {});
  }

  /**
   * Starts the viewers, each at another of the paths.
   *
   * @param onAnswer is told of each answer, by many threads
   */
  static Traffic start(List<Viewer> edges, List<String> paths, Consumer<Reply> onAnswer) {
    Traffic traffic = new Traffic(onAnswer);
    for (Viewer edge : edges) {
      for (int i = 0; i < VIEWERS_PER_EDGE; i++) {
        int first = i * paths.size() / VIEWERS_PER_EDGE;
        traffic.viewers.submit(() -> traffic.ask(edge, paths, first));
      }
    }
    return traffic;
  }

  private void ask(Viewer edge, List<String> paths, int first) {
    for (int i = first; !stopped; i++) {
      String path = paths.get(i % paths.size());
      try {
        Reply reply = edge.get(path);
        if (reply.status() != 200) {
          failures.add(edge.edge() + path + " " + reply);
        }
        onAnswer.accept(reply);
        answered.incrementAndGet();
      } catch (IOException e) {
        failures.add(edge.edge() + path + " " + e);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** What went wrong so far, answer by answer. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  long answered() {
    return answered.get();
  }

  @Override
  public void close() {
    stopped = true;
    viewers.close();
  }
}
