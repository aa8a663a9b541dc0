package dev.perigee.benchmarks;

import java.util.UUID;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** A distribution with one origin on this machine, of which everything is cached. */
final class SiteConfig {

  private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
  private static final int HTTPS_PORT = 443;

  private SiteConfig() {}

  static DistributionConfig of(int originPort) {
    return DistributionConfig.builder()
        .callerReference(UUID.randomUUID().toString())
        .comment("")
        .enabled(true)
        .origins(origins ->
            origins
                .quantity(1)
                .items(origin ->
                    origin
                        .id("origin")
                        .domainName("localhost")
                        .customOriginConfig(c ->
                            c.httpPort(originPort)
                                .httpsPort(HTTPS_PORT)
                                .originProtocolPolicy("http-only"))))
        .defaultCacheBehavior(behavior ->
            behavior
                .targetOriginId("origin")
                .viewerProtocolPolicy("allow-all")
                .cachePolicyId(CACHING_OPTIMIZED))
        .build();
  }
}
