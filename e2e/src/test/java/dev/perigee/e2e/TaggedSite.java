package dev.perigee.e2e;

import dev.perigee.e2e.World.Distribution;
import dev.perigee.testkit.AwsCli;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** A distribution whose origin names cache tags in {@code X-Tags}, made by the AWS SDK. */
record TaggedSite(int originPort, String callerReference) {

  private static final String CACHE_POLICY = "b2884449-e4de-46a7-ac36-70bc7f1ddd6d";

  /** The SDK's client of a suite's API. */
  static CloudFrontClient client(AwsCli aws) {
    return CloudFrontClient.builder()
        .endpointOverride(URI.create(aws.endpoint()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey())))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  static Distribution create(World world, String callerReference) {
    TaggedSite site = new TaggedSite(world.origin().port(), callerReference);
    try (CloudFrontClient client = client(world.suite().aws())) {
      var made =
          client
              .createDistribution(request -> request.distributionConfig(site::configure))
              .distribution();
      world.awaitDeployed(made.id());
      return new Distribution(made.id(), made.domainName());
    }
  }

  private void configure(DistributionConfig.Builder config) {
    config
        .callerReference(callerReference)
        .comment("")
        .enabled(true)
        .cacheTagConfig(tags -> tags.headerName("X-Tags"))
        .origins(origins ->
            origins
                .quantity(1)
                .items(origin ->
                    origin
                        .id("site")
                        .domainName("localhost")
                        .customOriginConfig(custom ->
                            custom
                                .httpPort(originPort)
                                .httpsPort(443)
                                .originProtocolPolicy("http-only"))))
        .defaultCacheBehavior(behavior ->
            behavior
                .targetOriginId("site")
                .viewerProtocolPolicy("allow-all")
                .cachePolicyId(CACHE_POLICY));
  }
}
