package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** Configurations without an error, for others to put one in. */
final class Samples {

  /** Managed policies, one of each kind. */
  static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

  static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
  static final String SIMPLE_CORS = "60669652-455b-4ae9-85a4-c4c02393f86c";

  private Samples() {}

  static DistributionConfig.Builder distribution(Consumer<DefaultCacheBehavior.Builder> behavior) {
    return distribution(customOrigin(), behavior);
  }

  static DistributionConfig.Builder distribution(
      Origin origin, Consumer<DefaultCacheBehavior.Builder> behavior) {
    return DistributionConfig.builder()
        .callerReference(unique())
        .comment("")
        .enabled(false)
        .origins(origins -> origins.quantity(1).items(origin))
        .defaultCacheBehavior(b ->
            b.targetOriginId("origin")
                .viewerProtocolPolicy("allow-all")
                .cachePolicyId(CACHING_OPTIMIZED)
                .applyMutation(behavior));
  }

  static Origin customOrigin() {
    return Origin.builder()
        .id("origin")
        .domainName("origin.example.org")
        .customOriginConfig(
            custom -> custom.httpPort(80).httpsPort(443).originProtocolPolicy("http-only"))
        .build();
  }

  static Origin bucket() {
    return Origin.builder()
        .id("origin")
        .domainName("bucket.s3.us-east-1.amazonaws.com")
        .s3OriginConfig(s3 -> s3.originAccessIdentity(""))
        .build();
  }

  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
  }
}
