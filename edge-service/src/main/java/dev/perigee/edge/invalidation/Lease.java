package dev.perigee.edge.invalidation;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Whether this edge may trust its cache: it has heard from the invalidation stream lately enough,
 * and since the others know of it, so that none of them counts an invalidation as completed without
 * it. Otherwise everything in the cache is revalidated before use.
 */
public final class Lease {

  private final Duration duration;
  private final Presence presence;
  private final Supplier<OptionalLong> nanosSinceInTouch;

  /**
   * @param nanosSinceInTouch nanoseconds since the edge last knew itself up to date, on a clock
   *     that also runs while the process is stopped; empty before the first time
   */
  public Lease(Duration duration, Presence presence, Supplier<OptionalLong> nanosSinceInTouch) {
    this.duration = duration;
    this.presence = presence;
    this.nanosSinceInTouch = nanosSinceInTouch;
  }

  public boolean isHeld() {
    // Asked for first: what passes until the second answer counts against the lease.
    OptionalLong known = presence.nanosKnown();
    OptionalLong inTouch = nanosSinceInTouch.get();
    return known.isPresent()
        && inTouch.isPresent()
        && inTouch.getAsLong() <= Math.min(duration.toNanos(), known.getAsLong());
  }

  public Duration duration() {
    return duration;
  }
}
