package dev.perigee.edge.status;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How busy the processors that this process may use are with it, sampled once a second: asking
 * costs more than the rest of a status, and tells little of a shorter time. Of one thread alone.
 */
public final class ProcessLoad {

  private static final long SAMPLE_NANOS = Duration.ofSeconds(1).toNanos();

  private long sampledNanos = System.nanoTime() - SAMPLE_NANOS;
  private @Nullable Double sampled;

  /**
   * Their share between the last two samples, 0 to 1, by the limits of the container that it may be
   * in; null where that is not known.
   */
  public @Nullable Double latest() {
    long now = System.nanoTime();
    if (now - sampledNanos >= SAMPLE_NANOS) {
      sampledNanos = now;
      sampled = sample();
    }
    return sampled;
  }

  private static @Nullable Double sample() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      double load = system.getProcessCpuLoad();
      return load < 0 ? null : load;
    }
    return null;
  }
}
