package dev.perigee.config.errors;

import dev.perigee.config.coverage.Configs;

final class MonitoringErrors implements Errors {

  @Override
  public void provoke(Api api) {
    String id =
        api.own()
            .createDistribution(r -> r.distributionConfig(Samples.distribution(b -> {}).build()))
            .distribution()
            .id();
    api.refused(
        "NoSuchMonitoringSubscription",
        () -> api.own().getMonitoringSubscription(r -> r.distributionId(id)));
    create(api, id);
    api.refused("MonitoringSubscriptionAlreadyExists", () -> create(api, id));
    api.refused("NoSuchDistribution", () -> create(api, "none"));
    api.refused(
        "AccessDenied", () -> api.purger().getMonitoringSubscription(r -> r.distributionId(id)));
  }

  private static void create(Api api, String id) {
    api.own()
        .createMonitoringSubscription(
            r -> r.distributionId(id).monitoringSubscription(Configs.monitoring("Enabled")));
  }
}
