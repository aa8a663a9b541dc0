package dev.perigee.e2e;

import dev.perigee.testkit.PerigeeSuite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that befalls parts for a while.
 *
 * @param parts those whom it befalls together
 * @param lasts shorter or longer than a lease
 */
record Fault(List<String> parts, Way way, Duration lasts) {

  enum Way {
    /** Ended by SIGKILL, and started again. */
    KILLED,
    /** Stopped in the middle of what they do, and resumed. */
    STOPPED,
    /** Alive, reached by all but one another; see {@link GridPartition}. */
    CUT_OFF
  }

  private static final List<String> GRID = List.of("infinispan-1", "infinispan-2", "infinispan-3");

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
          "origin-service",
          "invalidation-service",
          "config-service",
          "postgres");

  /** One fault in so many is the whole grid's. */
  private static final int GRID_IN = 10;

  /**
   * @param partitions whether the grid may be cut into pieces, for which one must be root
   */
  static Fault random(Random random, boolean partitions) {
    Duration lasts =
        Duration.ofMillis(random.nextBoolean() ? random.nextInt(2_000) : random.nextInt(16_000));
    if (random.nextInt(GRID_IN) == 0) {
      return new Fault(GRID, partitions && random.nextBoolean() ? Way.CUT_OFF : Way.KILLED, lasts);
    }
    return new Fault(
        List.of(PARTS.get(random.nextInt(PARTS.size()))),
        random.nextInt(3) == 0 ? Way.KILLED : Way.STOPPED,
        lasts);
  }

  Repair strike(PerigeeSuite suite) throws IOException, InterruptedException {
    return switch (way) {
      case KILLED -> {
        parts.forEach(suite::kill);
        yield () -> parts.forEach(suite::start);
      }
      case STOPPED -> {
        List<PartProcess> stopped = new ArrayList<>();
        for (String part : parts) {
          PartProcess process = PartProcess.of(suite, part);
          process.signal("STOP");
          stopped.add(process);
        }
        yield () -> {
          for (PartProcess process : stopped) {
            process.signal("CONT");
          }
        };
      }
      case CUT_OFF -> GridPartition.between(PartProcess.of(suite, parts.getFirst()));
    };
  }

  /** Makes good what a fault did. */
  interface Repair extends AutoCloseable {
    @Override
    void close() throws IOException, InterruptedException;
  }
}
