package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Distribution;

/** A distribution and its copy to try changes on. */
record Staged(Distribution primary, Distribution staging) {

  static Staged create(CloudFrontClient client) {
    var primary =
        client.createDistribution(r -> r.distributionConfig(Samples.distribution(b -> {}).build()));
    return new Staged(
        primary.distribution(),
        client
            .copyDistribution(r ->
                r.primaryDistributionId(primary.distribution().id())
                    .ifMatch(primary.eTag())
                    .staging(true)
                    .callerReference(unique()))
            .distribution());
  }

  /** Has the primary distribution follow a continuous deployment policy. */
  void follow(CloudFrontClient client, String policyId) {
    follow(client, primary.id(), policyId);
  }

  static void follow(CloudFrontClient client, String distributionId, String policyId) {
    var found = client.getDistributionConfig(r -> r.id(distributionId));
    client.updateDistribution(r ->
        r.id(distributionId)
            .ifMatch(found.eTag())
            .distributionConfig(
                found.distributionConfig().copy(c -> c.continuousDeploymentPolicyId(policyId))));
  }
}
