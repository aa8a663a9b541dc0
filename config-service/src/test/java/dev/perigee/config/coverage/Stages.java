package dev.perigee.config.coverage;

import java.util.UUID;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.TrafficConfig;

/**
 * The specimen's staging distributions, and the policy that gives one of them viewers.
 *
 * @param id of the policy
 */
record Stages(CloudFrontClient cloudFront, String id, String domainName, String otherDomainName) {

  static Stages create(CloudFrontClient cloudFront, String primary, String etag) {
    String domainName = copy(cloudFront, primary, etag);
    return new Stages(
        cloudFront,
        cloudFront
            .createContinuousDeploymentPolicy(
                r -> r.continuousDeploymentPolicyConfig(policy(domainName)))
            .continuousDeploymentPolicy()
            .id(),
        domainName,
        copy(cloudFront, primary, etag));
  }

  ContinuousDeploymentPolicyConfig policy() {
    return policy(domainName);
  }

  boolean update(ContinuousDeploymentPolicyConfig config) {
    String etag = cloudFront.getContinuousDeploymentPolicy(r -> r.id(id)).eTag();
    return !cloudFront
        .updateContinuousDeploymentPolicy(
            r -> r.id(id).ifMatch(etag).continuousDeploymentPolicyConfig(config))
        .eTag()
        .equals(etag);
  }

  static TrafficConfig byWeight() {
    return TrafficConfig.builder()
        .type("SingleWeight")
        .singleWeightConfig(weight ->
            weight
                .weight(0.02f)
                .sessionStickinessConfig(session -> session.idleTTL(300).maximumTTL(600)))
        .build();
  }

  static TrafficConfig byHeader(String name, String value) {
    return TrafficConfig.builder()
        .type("SingleHeader")
        .singleHeaderConfig(header -> header.header(name).value(value))
        .build();
  }

  private static ContinuousDeploymentPolicyConfig policy(String domainName) {
    return ContinuousDeploymentPolicyConfig.builder()
        .enabled(true)
        .stagingDistributionDnsNames(names -> names.quantity(1).items(domainName))
        .trafficConfig(byWeight())
        .build();
  }

  private static String copy(CloudFrontClient cloudFront, String primary, String etag) {
    return cloudFront
        .copyDistribution(r ->
            r.primaryDistributionId(primary)
                .ifMatch(etag)
                .staging(true)
                .callerReference(UUID.randomUUID().toString()))
        .distribution()
        .domainName();
  }
}
