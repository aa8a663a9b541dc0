package dev.perigee.edge.status;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** How busy the processors that this process may use are with it. */
public final class ProcessLoad {

  private ProcessLoad() {}

  /**
   * Their share since the last call, 0 to 1, by the limits of the container that it may be in; null
   * where that is not known.
   */
  public static @Nullable Double now() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      double load = system.getProcessCpuLoad();
      return load < 0 ? null : load;
    }
    return null;
  }
}
