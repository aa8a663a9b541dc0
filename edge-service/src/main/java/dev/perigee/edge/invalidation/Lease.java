package dev.perigee.edge.invalidation;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Whether this edge has heard from the invalidation stream lately enough to trust its cache.
 * Without it, everything in the cache is revalidated before use.
 */
public final class Lease {

  private final Duration duration;
  private final Supplier<OptionalLong> nanosSinceInTouch;

  /**
   * @param nanosSinceInTouch nanoseconds since the edge last knew itself up to date, on a clock
   *     that also runs while the process is stopped; empty before the first time
   */
  public Lease(Duration duration, Supplier<OptionalLong> nanosSinceInTouch) {
    this.duration = duration;
    this.nanosSinceInTouch = nanosSinceInTouch;
  }

  public boolean isHeld() {
    OptionalLong nanos = nanosSinceInTouch.get();
    return nanos.isPresent() && nanos.getAsLong() <= duration.toNanos();
  }

  public Duration duration() {
    return duration;
  }
}
