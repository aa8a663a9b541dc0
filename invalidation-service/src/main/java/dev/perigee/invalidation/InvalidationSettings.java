package dev.perigee.invalidation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be configured of invalidation-service, under {@code perigee.invalidation}. */
@ConfigMapping(prefix = "perigee.invalidation")
interface InvalidationSettings {

  /**
   * Paths of one distribution that may be accepted and not yet completed, 1 or more; further
   * batches are refused with {@code TooManyInvalidationsInProgress}.
   */
  @WithDefault("100000")
  long maxPathsInProgress();

  /**
   * How long a completed batch can be shown, and its caller reference stays taken; more than zero.
   * Then it is forgotten.
   */
  @WithDefault("P90D")
  Duration retention();
}
