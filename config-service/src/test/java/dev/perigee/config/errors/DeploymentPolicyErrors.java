package dev.perigee.config.errors;

import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CreateContinuousDeploymentPolicyResponse;

final class DeploymentPolicyErrors implements Errors {

  @Override
  public void provoke(Api api) {
    Staged staged = Staged.create(api.own());
    ContinuousDeploymentPolicyConfig config = policy(staged.staging().domainName());
    var created = create(api.own(), config);
    String id = created.continuousDeploymentPolicy().id();
    api.refused("ContinuousDeploymentPolicyAlreadyExists", () -> create(api.own(), config));
    api.refused(
        "StagingDistributionInUse", () -> create(api.own(), config.copy(c -> c.enabled(false))));
    api.refused("InvalidArgument", () -> create(api.own(), policy("none.example.org")));
    api.refused(
        "InconsistentQuantities",
        () ->
            create(
                api.own(),
                config.copy(c -> c.stagingDistributionDnsNames(n -> n.quantity(2).items("a")))));
    api.refused(
        "NoSuchContinuousDeploymentPolicy",
        () -> api.own().getContinuousDeploymentPolicy(r -> r.id("none")));
    api.refused("AccessDenied", () -> api.purger().getContinuousDeploymentPolicy(r -> r.id(id)));
    api.refusedWithoutVersion(
        version -> api.own().deleteContinuousDeploymentPolicy(r -> r.id(id).ifMatch(version)));
    staged.follow(api.own(), id);
    api.refused(
        "ContinuousDeploymentPolicyInUse",
        () -> api.own().deleteContinuousDeploymentPolicy(r -> r.id(id).ifMatch(created.eTag())));
    api.refusedInTheEnd(
        "TooManyContinuousDeploymentPolicies",
        i -> create(api.crowded(), policy(Staged.create(api.crowded()).staging().domainName())));
  }

  static CreateContinuousDeploymentPolicyResponse create(
      CloudFrontClient client, ContinuousDeploymentPolicyConfig config) {
    return client.createContinuousDeploymentPolicy(r -> r.continuousDeploymentPolicyConfig(config));
  }

  static ContinuousDeploymentPolicyConfig policy(String stagingDomainName) {
    return ContinuousDeploymentPolicyConfig.builder()
        .enabled(true)
        .stagingDistributionDnsNames(names -> names.quantity(1).items(stagingDomainName))
        .trafficConfig(
            traffic -> traffic.type("SingleWeight").singleWeightConfig(w -> w.weight(0.1f)))
        .build();
  }
}
