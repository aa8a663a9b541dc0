package dev.perigee.config.errors;

import static dev.perigee.config.errors.Samples.distribution;

/** Errors of distributions that try changes on a copy. */
final class RolloutErrors implements Errors {

  @Override
  public void provoke(Api api) {
    Staged staged = Staged.create(api.own());
    String policyId =
        DeploymentPolicyErrors.create(
                api.own(), DeploymentPolicyErrors.policy(staged.staging().domainName()))
            .continuousDeploymentPolicy()
            .id();
    staged.follow(api.own(), policyId);
    Staged other = Staged.create(api.own());
    api.refused("ContinuousDeploymentPolicyInUse", () -> other.follow(api.own(), policyId));
    api.refused("NoSuchContinuousDeploymentPolicy", () -> other.follow(api.own(), "none"));
    String stagingVersion = api.own().getDistribution(r -> r.id(staged.staging().id())).eTag();
    api.refused(
        "ResourceInUse",
        () ->
            api.own().deleteDistribution(r -> r.id(staged.staging().id()).ifMatch(stagingVersion)));
    api.refused("MissingBody", () -> api.own().createDistribution(r -> {}));
    api.refusedInTheEnd(
        "TooManyDistributions",
        i ->
            api.full()
                .createDistribution(r -> r.distributionConfig(distribution(b -> {}).build())));
  }
}
