package dev.perigee.config.streaming;

import static dev.perigee.config.resource.ResourceKind.STREAMING_DISTRIBUTION;

import dev.perigee.config.distribution.DomainNames;
import dev.perigee.config.resource.Resource;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistribution;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionSummary;

/** Streaming distributions in the API's words. */
@Singleton
final class StreamingForms {

  private final DomainNames names;

  StreamingForms(DomainNames names) {
    this.names = names;
  }

  StreamingDistribution distribution(
      Resource<StreamingDistributionConfig> found, boolean deployed) {
    return StreamingDistribution.builder()
        .id(found.id())
        .arn(STREAMING_DISTRIBUTION.arn(found.account(), found.id()))
        .status(status(deployed))
        .lastModifiedTime(found.lastModified())
        .domainName(names.of(found.id()))
        .activeTrustedSigners(signers -> signers.enabled(false).quantity(0))
        .streamingDistributionConfig(found.config())
        .build();
  }

  StreamingDistributionSummary summary(
      Resource<StreamingDistributionConfig> found, boolean deployed) {
    StreamingDistributionConfig config = found.config();
    return StreamingDistributionSummary.builder()
        .id(found.id())
        .arn(STREAMING_DISTRIBUTION.arn(found.account(), found.id()))
        .status(status(deployed))
        .lastModifiedTime(found.lastModified())
        .domainName(names.of(found.id()))
        .s3Origin(config.s3Origin())
        .aliases(config.aliases())
        .trustedSigners(config.trustedSigners())
        .comment(config.comment())
        .priceClass(config.priceClassAsString())
        .enabled(config.enabled())
        .build();
  }

  private static String status(boolean deployed) {
    return deployed ? "Deployed" : "InProgress";
  }
}
