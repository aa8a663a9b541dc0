package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateStreamingDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionConfig;

final class StreamingDistributionErrors implements Errors {

  private static final int TOO_MANY_ALIASES = 101;

  @Override
  public void provoke(Api api) {
    String reference = unique();
    String alias = unique() + ".example.org";
    CreateStreamingDistributionResponse created =
        create(api.own(), c -> c.callerReference(reference).enabled(true));
    String id = created.streamingDistribution().id();
    StreamingDistributionConfig config =
        created.streamingDistribution().streamingDistributionConfig();
    create(api.own(), c -> c.aliases(a -> a.quantity(1).items(alias)));
    api.refused(
        "CNAMEAlreadyExists",
        () -> create(api.own(), c -> c.aliases(a -> a.quantity(1).items(alias))));
    api.refused(
        "StreamingDistributionAlreadyExists",
        () -> create(api.own(), c -> c.callerReference(reference).comment("other")));
    api.refused("InvalidArgument", () -> create(api.own(), c -> c.priceClass("none such")));
    api.refused(
        "InconsistentQuantities", () -> create(api.own(), c -> c.aliases(a -> a.quantity(1))));
    api.refused(
        "InvalidOriginAccessIdentity",
        () ->
            create(
                api.own(),
                c ->
                    c.s3Origin(s3 ->
                        s3.domainName("media.s3.amazonaws.com")
                            .originAccessIdentity("origin-access-identity/cloudfront/none"))));
    api.refused(
        "TrustedSignerDoesNotExist",
        () ->
            create(
                api.own(),
                c -> c.trustedSigners(t -> t.enabled(true).quantity(1).items("111111111111"))));
    api.refused(
        "TooManyStreamingDistributionCNAMEs",
        () ->
            create(
                api.own(),
                c ->
                    c.aliases(a ->
                        a.quantity(TOO_MANY_ALIASES)
                            .items(
                                IntStream.range(0, TOO_MANY_ALIASES)
                                    .mapToObj(i -> "n" + i + "." + alias)
                                    .toList()))));
    api.refused(
        "InvalidTagging",
        () ->
            api.own()
                .createStreamingDistributionWithTags(r ->
                    r.streamingDistributionConfigWithTags(both ->
                        both.streamingDistributionConfig(
                                config.copy(c -> c.callerReference(unique())))
                            .tags(t -> t.items(tag -> tag.key("aws:a").value("b"))))));
    api.refused("MissingBody", () -> api.own().createStreamingDistribution(r -> {}));
    api.refused(
        "IllegalUpdate",
        () ->
            api.own()
                .updateStreamingDistribution(r ->
                    r.id(id)
                        .ifMatch(created.eTag())
                        .streamingDistributionConfig(
                            config.copy(c -> c.callerReference(unique())))));
    api.refused(
        "NoSuchStreamingDistribution", () -> api.own().getStreamingDistribution(r -> r.id("none")));
    api.refused("AccessDenied", () -> api.purger().getStreamingDistribution(r -> r.id(id)));
    api.refusedWithoutVersion(
        version -> api.own().deleteStreamingDistribution(r -> r.id(id).ifMatch(version)));
    api.refused(
        "StreamingDistributionNotDisabled",
        () -> api.own().deleteStreamingDistribution(r -> r.id(id).ifMatch(created.eTag())));
    api.refusedInTheEnd("TooManyStreamingDistributions", i -> create(api.crowded(), c -> {}));
  }

  private static CreateStreamingDistributionResponse create(
      CloudFrontClient client, Consumer<StreamingDistributionConfig.Builder> change) {
    return client.createStreamingDistribution(r ->
        r.streamingDistributionConfig(c ->
            c.callerReference(unique())
                .comment("")
                .enabled(false)
                .trustedSigners(t -> t.enabled(false).quantity(0))
                .s3Origin(s3 -> s3.domainName("media.s3.amazonaws.com").originAccessIdentity(""))
                .applyMutation(change)));
  }
}
