package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import dev.perigee.config.coverage.Configs;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;

final class OriginAccessControlErrors implements Errors {

  @Override
  public void provoke(Api api) {
    OriginAccessControlConfig config = control();
    String id =
        api.own()
            .createOriginAccessControl(r -> r.originAccessControlConfig(config))
            .originAccessControl()
            .id();
    api.refused(
        "OriginAccessControlAlreadyExists",
        () -> api.own().createOriginAccessControl(r -> r.originAccessControlConfig(config)));
    api.refused(
        "InvalidArgument",
        () ->
            api.own()
                .createOriginAccessControl(
                    r -> r.originAccessControlConfig(config.toBuilder().name("").build())));
    api.refused(
        "NoSuchOriginAccessControl", () -> api.own().getOriginAccessControl(r -> r.id("none")));
    api.refused("AccessDenied", () -> api.purger().getOriginAccessControl(r -> r.id(id)));
    api.refusedWithoutVersion(
        version -> api.own().deleteOriginAccessControl(r -> r.id(id).ifMatch(version)));
    api.own()
        .createDistribution(r ->
            r.distributionConfig(
                Samples.distribution(
                        Samples.bucket().copy(o -> o.originAccessControlId(id)), b -> {})
                    .build()));
    String version = api.own().getOriginAccessControl(r -> r.id(id)).eTag();
    api.refused(
        "OriginAccessControlInUse",
        () -> api.own().deleteOriginAccessControl(r -> r.id(id).ifMatch(version)));
    api.refusedInTheEnd(
        "TooManyOriginAccessControls",
        i -> api.crowded().createOriginAccessControl(r -> r.originAccessControlConfig(control())));
  }

  private static OriginAccessControlConfig control() {
    return Configs.accessControl().toBuilder().name(unique()).build();
  }
}
