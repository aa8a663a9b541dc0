package dev.perigee.config.distribution;

import java.time.Instant;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * A distribution as the API tells of it.
 *
 * @param deployed whether it was in force at every live edge since its last change
 */
record Version(
    String id, String etag, Instant lastModified, DistributionConfig config, boolean deployed) {

  static final String ACCOUNT = "000000000000";

  String arn() {
    return "arn:aws:cloudfront::" + ACCOUNT + ":distribution/" + id;
  }

  String status() {
    return deployed ? "Deployed" : "InProgress";
  }
}
