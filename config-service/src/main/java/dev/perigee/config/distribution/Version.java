package dev.perigee.config.distribution;

import dev.perigee.config.resource.ResourceKind;
import java.time.Instant;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * A distribution as the API tells of it.
 *
 * @param deployed whether it was in force at every live edge since its last change
 */
record Version(
    String id,
    String account,
    String etag,
    Instant lastModified,
    DistributionConfig config,
    boolean deployed) {

  String arn() {
    return ResourceKind.DISTRIBUTION.arn(account, id);
  }

  String status() {
    return status(deployed);
  }

  static String status(boolean deployed) {
    return deployed ? "Deployed" : "InProgress";
  }
}
