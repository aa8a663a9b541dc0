package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentityConfig;

final class OriginAccessIdentityErrors implements Errors {

  private static final String PREFIX = "origin-access-identity/cloudfront/";

  @Override
  public void provoke(Api api) {
    CloudFrontOriginAccessIdentityConfig config = identity();
    var created =
        api.own()
            .createCloudFrontOriginAccessIdentity(
                r -> r.cloudFrontOriginAccessIdentityConfig(config));
    String id = created.cloudFrontOriginAccessIdentity().id();
    api.refused(
        "CloudFrontOriginAccessIdentityAlreadyExists",
        () ->
            api.own()
                .createCloudFrontOriginAccessIdentity(r ->
                    r.cloudFrontOriginAccessIdentityConfig(config.copy(c -> c.comment("other")))));
    api.refused(
        "InvalidArgument",
        () ->
            api.own()
                .createCloudFrontOriginAccessIdentity(r ->
                    r.cloudFrontOriginAccessIdentityConfig(
                        config.copy(c -> c.callerReference("")))));
    api.refused("MissingBody", () -> api.own().createCloudFrontOriginAccessIdentity(r -> {}));
    api.refused(
        "IllegalUpdate",
        () ->
            api.own()
                .updateCloudFrontOriginAccessIdentity(r ->
                    r.id(id)
                        .ifMatch(created.eTag())
                        .cloudFrontOriginAccessIdentityConfig(identity())));
    api.refused(
        "NoSuchCloudFrontOriginAccessIdentity",
        () -> api.own().getCloudFrontOriginAccessIdentity(r -> r.id("none")));
    api.refused(
        "AccessDenied", () -> api.purger().getCloudFrontOriginAccessIdentity(r -> r.id(id)));
    api.refusedWithoutVersion(
        version -> api.own().deleteCloudFrontOriginAccessIdentity(r -> r.id(id).ifMatch(version)));
    api.own()
        .createDistribution(r ->
            r.distributionConfig(
                Samples.distribution(
                        Samples.bucket()
                            .copy(
                                o -> o.s3OriginConfig(s3 -> s3.originAccessIdentity(PREFIX + id))),
                        b -> {})
                    .build()));
    api.refused(
        "CloudFrontOriginAccessIdentityInUse",
        () ->
            api.own().deleteCloudFrontOriginAccessIdentity(r -> r.id(id).ifMatch(created.eTag())));
    api.refusedInTheEnd(
        "TooManyCloudFrontOriginAccessIdentities",
        i ->
            api.crowded()
                .createCloudFrontOriginAccessIdentity(
                    r -> r.cloudFrontOriginAccessIdentityConfig(identity())));
  }

  private static CloudFrontOriginAccessIdentityConfig identity() {
    return CloudFrontOriginAccessIdentityConfig.builder()
        .callerReference(unique())
        .comment("c")
        .build();
  }
}
