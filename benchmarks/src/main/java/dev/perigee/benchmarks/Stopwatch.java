package dev.perigee.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures requests of one client, and prints what they took: until the answer's last byte came,
 * until the client had decoded it, and the server's processor time beside them, which says more on
 * a busy machine.
 */
final class Stopwatch {

  private static final int WARM_UP = 200;
  private static final int REQUESTS = 300;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final ServerProcess server;
  private final LastByte lastByte;

  Stopwatch(ServerProcess server, LastByte lastByte) {
    this.server = server;
    this.lastByte = lastByte;
  }

  /** Prints how long a task takes as a whole. */
  <T> T whole(String what, Callable<T> task) throws Exception {
    double cpuBefore = server.cpuMillis();
    long began = System.nanoTime();
    T result = task.call();
    double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
    print(
        "%-28s %8.1f s, server CPU %.1f s%s",
        what, seconds, (server.cpuMillis() - cpuBefore) / 1_000, load());
    return result;
  }

  /** Prints how long a request takes at the median, and what it costs the server. */
  void median(String what, Runnable request) throws IOException {
    median(what, () -> "", nothing -> request.run());
  }

  /**
   * The same where each request needs something that is made ready before, and does not count.
   *
   * @param ready is called before each request
   */
  <T> void median(String what, Supplier<T> ready, Consumer<T> request) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      request.accept(ready.get());
    }
    long[] answered = new long[REQUESTS];
    long[] decoded = new long[REQUESTS];
    double cpuMillis = 0;
    for (int i = 0; i < REQUESTS; i++) {
      T prepared = ready.get();
      double cpuBefore = server.cpuMillis();
      long began = System.nanoTime();
      request.accept(prepared);
      decoded[i] = System.nanoTime() - began;
      answered[i] = lastByte.nanos() - began;
      cpuMillis += server.cpuMillis() - cpuBefore;
    }
    print(
        "%-28s answered %s, decoded by the SDK %s, server CPU %5.1f ms a request%s",
        what, percentiles(answered), percentiles(decoded), cpuMillis / REQUESTS, load());
  }

  private static String percentiles(long[] nanos) {
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "p50 %6.1f p99 %6.1f ms",
        nanos[nanos.length / 2] / NANOS_PER_MILLI,
        nanos[nanos.length * 99 / 100] / NANOS_PER_MILLI);
  }

  /** The machine's load, as the end of a line. */
  static String load() {
    return String.format(
        Locale.ROOT,
        ", load %.1f",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static void print(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format + "%n", arguments);
  }
}
