package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The three times to live of a policy or of a behaviour's own settings.
 *
 * @param min lower bound
 * @param byDefault where the origin says nothing
 * @param max upper bound
 */
record Ttls(Duration min, Duration byDefault, Duration max) {

  static final long DEFAULT_SECONDS = 86_400;
  static final long MAX_SECONDS = 31_536_000;
  private static final long HIGHEST_SECONDS = 3_153_600_000L;

  /**
   * Fills in CloudFront's defaults, each at least the minimum, and checks the order.
   *
   * @param wrongOrder the code of the error where they are not in order
   */
  static Ttls of(
      String wrongOrder,
      String path,
      @Nullable Long min,
      @Nullable Long byDefault,
      @Nullable Long max) {
    long minSeconds = min == null ? 0 : min;
    long defaultSeconds = byDefault == null ? Math.max(DEFAULT_SECONDS, minSeconds) : byDefault;
    long maxSeconds = max == null ? Math.max(MAX_SECONDS, defaultSeconds) : max;
    if (minSeconds < 0 || maxSeconds > HIGHEST_SECONDS) {
      throw ApiException.invalidArgument(
          path + ": the times to live must be 0 to " + HIGHEST_SECONDS + " seconds");
    }
    if (defaultSeconds < minSeconds) {
      throw new ApiException(
          wrongOrder,
          path + ".DefaultTTL: " + defaultSeconds + " (expected: >= MinTTL " + minSeconds + ")");
    }
    if (maxSeconds < defaultSeconds) {
      throw new ApiException(
          wrongOrder,
          path + ".MaxTTL: " + maxSeconds + " (expected: >= DefaultTTL " + defaultSeconds + ")");
    }
    return new Ttls(
        Duration.ofSeconds(minSeconds),
        Duration.ofSeconds(defaultSeconds),
        Duration.ofSeconds(maxSeconds));
  }
}
