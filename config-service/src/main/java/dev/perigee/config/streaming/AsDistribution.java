package dev.perigee.config.streaming;

import dev.perigee.config.wire.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.Aliases;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.LoggingConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.StreamingLoggingConfig;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/** A streaming distribution as the distribution that serves the same. */
final class AsDistribution {

  private static final String ORIGIN = "S3Origin";

  /** The managed policy that caches what does not depend on the viewer. */
  private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

  private static final int MAX_ALIASES = 100;

  private AsDistribution() {}

  /** The configuration of the distribution, from one that is complete with defaults. */
  static DistributionConfig of(StreamingDistributionConfig config) {
    checkAliases(config.aliases());
    return DistributionConfig.builder()
        .callerReference(config.callerReference())
        .comment(config.comment())
        .enabled(config.enabled())
        .aliases(config.aliases())
        .priceClass(config.priceClassAsString())
        .logging(logging -> logging(config.logging(), logging))
        .origins(origins -> origins.quantity(1).items(origin(config)))
        .defaultCacheBehavior(behavior ->
            behavior
                .targetOriginId(ORIGIN)
                .viewerProtocolPolicy(ViewerProtocolPolicy.ALLOW_ALL)
                .cachePolicyId(CACHING_OPTIMIZED)
                .trustedSigners(config.trustedSigners()))
        .build();
  }

  private static Origin origin(StreamingDistributionConfig config) {
    return Origin.builder()
        .id(ORIGIN)
        .domainName(config.s3Origin().domainName())
        .s3OriginConfig(s3 -> s3.originAccessIdentity(config.s3Origin().originAccessIdentity()))
        .build();
  }

  private static void logging(StreamingLoggingConfig from, LoggingConfig.Builder to) {
    to.enabled(from.enabled()).includeCookies(false).bucket(from.bucket()).prefix(from.prefix());
  }

  private static void checkAliases(@Nullable Aliases aliases) {
    List<String> items = aliases == null ? List.of() : aliases.items();
    if (items.size() > MAX_ALIASES) {
      throw new ApiException(
          "TooManyStreamingDistributionCNAMEs",
          "Aliases: " + items.size() + " (expected: <= " + MAX_ALIASES + ")");
    }
  }
}
