package dev.perigee.config.errors;

import static dev.perigee.config.errors.DistributionErrors.refused;
import static dev.perigee.config.errors.Samples.distribution;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;

/** Errors of what a behaviour refers to, and of how many there are. */
final class BehaviorErrors implements Errors {

  private static final int TOO_MANY_BEHAVIORS = 76;
  private static final int TOO_MANY_GROUPS = 5;

  @Override
  public void provoke(Api api) {
    refused(api, "NoSuchOrigin", distribution(b -> b.targetOriginId("none")));
    refused(
        api, "InconsistentQuantities", distribution(b -> {}).cacheBehaviors(c -> c.quantity(1)));
    refused(
        api,
        "TooManyCacheBehaviors",
        distribution(b -> {})
            .cacheBehaviors(c -> c.quantity(TOO_MANY_BEHAVIORS).items(behaviors())));
    refused(
        api,
        "InvalidFunctionAssociation",
        distribution(b ->
            b.functionAssociations(f ->
                f.quantity(1)
                    .items(i ->
                        i.eventType("viewer-request")
                            .functionARN("arn:aws:cloudfront::000000000000:function/none")))));
    refused(
        api,
        "InvalidLambdaFunctionAssociation",
        distribution(b ->
            b.lambdaFunctionAssociations(f ->
                f.quantity(1)
                    .items(i ->
                        i.eventType("viewer-request")
                            .lambdaFunctionARN(
                                "arn:aws:lambda:us-east-1:000000000000:function:none:1")))));
    refused(
        api,
        "NoSuchFieldLevelEncryptionConfig",
        distribution(b -> b.fieldLevelEncryptionId("none")));
    refused(
        api,
        "TrustedSignerDoesNotExist",
        distribution(
            b -> b.trustedSigners(t -> t.enabled(true).quantity(1).items("111111111111"))));
    refused(
        api,
        "TrustedKeyGroupDoesNotExist",
        distribution(b -> b.trustedKeyGroups(t -> t.enabled(true).quantity(1).items("none"))));
    refused(
        api,
        "TooManyKeyGroupsAssociatedToDistribution",
        distribution(b ->
            b.trustedKeyGroups(t ->
                t.enabled(true).quantity(TOO_MANY_GROUPS).items(Samples.names(TOO_MANY_GROUPS)))));
  }

  private static List<CacheBehavior> behaviors() {
    return IntStream.range(0, TOO_MANY_BEHAVIORS)
        .mapToObj(i ->
            CacheBehavior.builder()
                .pathPattern("/" + i)
                .targetOriginId("origin")
                .viewerProtocolPolicy("allow-all")
                .cachePolicyId(Samples.CACHING_OPTIMIZED)
                .build())
        .toList();
  }
}
