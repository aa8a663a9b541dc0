package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import dev.perigee.config.coverage.Configs;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;

final class RealtimeLogErrors implements Errors {

  @Override
  public void provoke(Api api) {
    String name = unique();
    String arn = create(api.own(), name);
    api.refused("RealtimeLogConfigAlreadyExists", () -> create(api.own(), name));
    api.refused("InvalidArgument", () -> create(api.own(), "a b"));
    api.refused(
        "NoSuchRealtimeLogConfig", () -> api.own().getRealtimeLogConfig(r -> r.name(unique())));
    api.refused("AccessDenied", () -> api.purger().getRealtimeLogConfig(r -> r.name(name)));
    api.own()
        .createDistribution(r ->
            r.distributionConfig(Samples.distribution(b -> b.realtimeLogConfigArn(arn)).build()));
    api.refused(
        "RealtimeLogConfigInUse", () -> api.own().deleteRealtimeLogConfig(r -> r.name(name)));
    api.refusedInTheEnd("TooManyRealtimeLogConfigs", i -> create(api.crowded(), unique()));
  }

  static String create(CloudFrontClient client, String name) {
    RealtimeLogConfig config = Configs.realtimeLog();
    return client
        .createRealtimeLogConfig(r ->
            r.name(name)
                .samplingRate(config.samplingRate())
                .fields(config.fields())
                .endPoints(config.endPoints()))
        .realtimeLogConfig()
        .arn();
  }
}
