package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Requests at a fixed rate over some connections to one edge, whatever the answers take: a request
 * counts from when it was due, so that waiting for a free connection is part of its time.
 */
final class SteadyLoad {

  private static final int OK = 200;

  private final URI edge;
  private final String host;
  private final int connections;
  private final int aSecond;

  SteadyLoad(URI edge, String host, int connections, int aSecond) {
    this.edge = edge;
    this.host = host;
    this.connections = connections;
    this.aSecond = aSecond;
  }

  /**
   * What came of it.
   *
   * @param nanos of the answers with 200, in no order
   */
  record Result(List<Long> nanos, long failed) {}

  /** Sends so many requests; {@code path} names the object of each by its number. */
  Result run(long requests, LongFunction<String> path) throws Exception {
    long interval = TimeUnit.SECONDS.toNanos(1) / aSecond;
    long began = System.nanoTime();
    AtomicLong numbers = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    Callable<Void> viewer =
        () -> {
          try (EdgeProbe probe = EdgeProbe.connect(edge, host)) {
            for (long n = numbers.getAndIncrement(); n < requests; n = numbers.getAndIncrement()) {
              long due = began + n * interval;
              while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(due - System.nanoTime());
              }
              if (probe.status(path.apply(n)) == OK) {
                nanos.add(System.nanoTime() - due);
              } else {
                failed.incrementAndGet();
              }
            }
          }
          return null;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Void>> viewers = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        viewers.add(threads.submit(viewer));
      }
      for (Future<Void> each : viewers) {
        each.get();
      }
    }
    return new Result(List.copyOf(nanos), failed.get());
  }

  /** Asks once for each object, to have them stored. */
  void warm(long objects, LongFunction<String> path) throws Exception {
    Result result = run(objects, path);
    if (result.failed() > 0) {
      throw new IOException(result.failed() + " of " + objects + " objects were refused");
    }
  }
}
