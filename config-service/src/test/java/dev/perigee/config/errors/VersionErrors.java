package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;
import static dev.perigee.config.errors.Samples.distribution;

import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** Errors of changing and deleting a distribution. */
final class VersionErrors implements Errors {

  @Override
  public void provoke(Api api) {
    DistributionConfig config = distribution(b -> {}).enabled(true).build();
    var created = api.own().createDistribution(r -> r.distributionConfig(config));
    String id = created.distribution().id();
    api.refused("AccessDenied", () -> api.purger().getDistribution(r -> r.id(id)));
    api.refused(
        "DistributionAlreadyExists",
        () ->
            api.own()
                .createDistribution(
                    r -> r.distributionConfig(config.copy(c -> c.comment("other")))));
    api.refused(
        "InvalidTagging",
        () ->
            api.own()
                .createDistributionWithTags(r ->
                    r.distributionConfigWithTags(both ->
                        both.distributionConfig(config.copy(c -> c.callerReference(unique())))
                            .tags(t -> t.items(tag -> tag.key("aws:a").value("b"))))));
    api.refusedWithoutVersion(version ->
        api.own().updateDistribution(r -> r.id(id).ifMatch(version).distributionConfig(config)));
    api.refused(
        "IllegalUpdate",
        () ->
            api.own()
                .updateDistribution(r ->
                    r.id(id)
                        .ifMatch(created.eTag())
                        .distributionConfig(config.copy(c -> c.callerReference(unique())))));
    api.refused(
        "DistributionNotDisabled",
        () -> api.own().deleteDistribution(r -> r.id(id).ifMatch(created.eTag())));
  }
}
