package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.Staging;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** Which viewers of a primary distribution its staging distribution serves. */
final class StagingRules {

  private StagingRules() {}

  /** The viewers; null where all are the distribution's own. */
  static @Nullable Staging resolve(DistributionConfig config, Catalogue catalogue) {
    String policyId = config.continuousDeploymentPolicyId();
    boolean hasPolicy = policyId != null && !policyId.isEmpty();
    if (Boolean.TRUE.equals(config.staging())) {
      if (hasPolicy) {
        throw ApiException.invalidArgument(
            "ContinuousDeploymentPolicyId: "
                + policyId
                + " (expected: none, since this is a staging distribution)");
      }
      if (config.aliases() != null
          && config.aliases().hasItems()
          && !config.aliases().items().isEmpty()) {
        throw ApiException.invalidArgument(
            "Aliases: "
                + config.aliases().items()
                + " (expected: none, since this is a staging distribution)");
      }
      return null;
    }
    return hasPolicy
        ? catalogue
            .continuousDeploymentPolicy(policyId)
            .orElseThrow(() ->
                new ApiException(
                    "NoSuchContinuousDeploymentPolicy",
                    "ContinuousDeploymentPolicyId: there is no continuous deployment policy "
                        + policyId))
            .orElse(null)
        : null;
  }
}
