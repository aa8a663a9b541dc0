package dev.perigee.contracts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A share of a distribution's viewers that its staging distribution serves (CloudFront: continuous
 * deployment policy). One of header and weight is there.
 *
 * @param distributionId the staging distribution
 * @param header requests that carry it, name and value, go there; null for a share by weight
 * @param weight share of the sessions that go there, 0 to 0.15
 * @param stickiness how long a session stays where it began; null for each request by itself
 */
public record Staging(
    String distributionId,
    @Nullable HeaderField header,
    double weight,
    @Nullable Stickiness stickiness) {

  /**
   * How long a session stays.
   *
   * @param idle without a request
   * @param max in all, at least as long as {@code idle}
   */
  public record Stickiness(Duration idle, Duration max) {}
}
