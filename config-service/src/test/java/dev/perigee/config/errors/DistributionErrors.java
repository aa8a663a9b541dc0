package dev.perigee.config.errors;

import java.util.List;

/** The errors of distributions, by what they are about. */
final class DistributionErrors implements Errors {

  @Override
  public void provoke(Api api) {
    List.of(
            new OriginErrors(),
            new BehaviorErrors(),
            new ForwardingErrors(),
            new ViewerErrors(),
            new ReferenceErrors(),
            new AssociationErrors(),
            new RolloutErrors(),
            new VersionErrors())
        .forEach(each -> each.provoke(api));
  }

  /** Asks for a distribution that cannot be. */
  static void refused(
      Api api,
      String code,
      software.amazon.awssdk.services.cloudfront.model.DistributionConfig.Builder config) {
    api.refused(
        code, () -> api.own().createDistribution(r -> r.distributionConfig(config.build())));
  }
}
