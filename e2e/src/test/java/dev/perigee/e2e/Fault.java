package dev.perigee.e2e;

import dev.perigee.testkit.PerigeeSuite;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Something that befalls a part for a while.
 *
 * @param killed ended by SIGKILL and started again; otherwise stopped in the middle of what it
 *     does, and resumed
 * @param lasts shorter or longer than a lease
 */
record Fault(String part, boolean killed, Duration lasts) {

  private static final List<String> PARTS =
      List.of(
          "edge-1",
          "edge-2",
          "edge-3",
          "edge-1",
          "edge-2",
          "edge-3",
          "kafka",
          "infinispan-1",
          "infinispan-2",
          "infinispan-3",
          "invalidation-service",
          "config-service",
          "postgres");

  static Fault random(Random random) {
    return new Fault(
        PARTS.get(random.nextInt(PARTS.size())),
        random.nextInt(3) == 0,
        Duration.ofMillis(random.nextBoolean() ? random.nextInt(2_000) : random.nextInt(16_000)));
  }

  Repair strike(PerigeeSuite suite) throws IOException, InterruptedException {
    if (killed) {
      suite.kill(part);
      return () -> suite.start(part);
    }
    PartProcess process = PartProcess.of(suite, part);
    process.signal("STOP");
    return () -> process.signal("CONT");
  }

  /** Makes good what a fault did. */
  interface Repair extends AutoCloseable {
    @Override
    void close() throws IOException, InterruptedException;
  }
}
