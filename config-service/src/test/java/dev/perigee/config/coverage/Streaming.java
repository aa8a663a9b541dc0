package dev.perigee.config.coverage;

import java.util.UUID;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionConfig;

/** A streaming distribution on the running service. */
final class Streaming {

  private final CloudFrontClient cloudFront;
  private final Watched distribution;
  private String etag;

  private Streaming(CloudFrontClient cloudFront, Watched distribution, String etag) {
    this.cloudFront = cloudFront;
    this.distribution = distribution;
    this.etag = etag;
  }

  static Streaming create(CloudFrontClient cloudFront, Snapshots snapshots) {
    var created =
        cloudFront.createStreamingDistribution(r -> r.streamingDistributionConfig(config()));
    return new Streaming(
        cloudFront, new Watched(snapshots, created.streamingDistribution().id()), created.eTag());
  }

  Subject<StreamingDistributionConfig> subject() {
    StreamingDistributionConfig base =
        cloudFront
            .getStreamingDistributionConfig(r -> r.id(distribution.id()))
            .streamingDistributionConfig();
    return new Subject<>("StreamingDistributionConfig", base, distribution, this::update);
  }

  private boolean update(StreamingDistributionConfig config) {
    String before = etag;
    etag =
        cloudFront
            .updateStreamingDistribution(
                r -> r.id(distribution.id()).ifMatch(before).streamingDistributionConfig(config))
            .eTag();
    return !etag.equals(before);
  }

  private static StreamingDistributionConfig config() {
    return StreamingDistributionConfig.builder()
        .callerReference(UUID.randomUUID().toString())
        .comment("c")
        .enabled(true)
        .s3Origin(origin ->
            origin.domainName("stream.s3.us-east-1.amazonaws.com").originAccessIdentity(""))
        .aliases(aliases -> aliases.quantity(1).items("stream.example.org"))
        .logging(log -> log.enabled(true).bucket("logs.s3.amazonaws.com").prefix("p/"))
        .trustedSigners(signers -> signers.enabled(false).quantity(0))
        .build();
  }
}
