package dev.perigee.config.audit;

import dev.perigee.config.auth.Caller;
import java.util.function.Supplier;

/**
 * Somebody's request to do something.
 *
 * @param caller who asks
 * @param operation what for, for example {@code cloudfront:UpdateDistribution}
 * @param requestId the request's id, as the answer tells it
 * @param clientAddress where it comes from
 */
public record Attempt(Caller caller, String operation, String requestId, String clientAddress) {

  private static final ScopedValue<Attempt> UNDER_WAY = ScopedValue.newInstance();

  /** Does what was asked for; everything in it, on this thread, knows the attempt. */
  public <T> T carryOut(Supplier<T> action) {
    return ScopedValue.where(UNDER_WAY, this).call(action::get);
  }

  /**
   * The attempt under way on this thread.
   *
   * @throws IllegalStateException where there is none: nothing changes without somebody asking
   */
  static Attempt underWay() {
    if (!UNDER_WAY.isBound()) {
      throw new IllegalStateException("a change, but no request that asked for it");
    }
    return UNDER_WAY.get();
  }
}
