package dev.perigee.invalidation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be configured of invalidation-service, under {@code perigee.invalidation}. */
@ConfigMapping(prefix = "perigee.invalidation")
interface InvalidationSettings {

  /**
   * Paths of one distribution that may be accepted and not yet completed, 1 or more; further
   * batches are refused with {@code TooManyInvalidationsInProgress}.
   */
  @WithDefault("100000")
  long maxPathsInProgress();
}
