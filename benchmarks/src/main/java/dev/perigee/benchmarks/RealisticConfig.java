package dev.perigee.benchmarks;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** A distribution of the size that people have: three origins, eight behaviours, two aliases. */
final class RealisticConfig {

  private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
  private static final String ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
  private static final int ORIGINS = 3;
  private static final int BEHAVIORS = 8;

  private RealisticConfig() {}

  static DistributionConfig of(int number) {
    return DistributionConfig.builder()
        .callerReference(UUID.randomUUID().toString())
        .comment("benchmark " + number)
        .enabled(true)
        .defaultRootObject("index.html")
        .aliases(a ->
            a.quantity(2).items("www.n" + number + ".example.org", "n" + number + ".example.org"))
        .origins(o ->
            o.quantity(ORIGINS)
                .items(IntStream.range(0, ORIGINS).mapToObj(RealisticConfig::origin).toList()))
        .defaultCacheBehavior(b ->
            b.targetOriginId("origin-0")
                .viewerProtocolPolicy("redirect-to-https")
                .compress(true)
                .cachePolicyId(CACHING_OPTIMIZED)
                .originRequestPolicyId(ALL_VIEWER_EXCEPT_HOST))
        .cacheBehaviors(b ->
            b.quantity(BEHAVIORS)
                .items(IntStream.range(0, BEHAVIORS).mapToObj(RealisticConfig::behavior).toList()))
        .customErrorResponses(e -> e.quantity(2).items(errors()))
        .build();
  }

  private static Origin origin(int number) {
    return Origin.builder()
        .id("origin-" + number)
        .domainName("origin-" + number + ".example.org")
        .originPath("/site")
        .customHeaders(
            h -> h.quantity(1).items(i -> i.headerName("X-Origin-Secret").headerValue("s")))
        .customOriginConfig(c -> c.httpPort(80).httpsPort(443).originProtocolPolicy("https-only"))
        .build();
  }

  private static CacheBehavior behavior(int number) {
    return CacheBehavior.builder()
        .pathPattern("/part-" + number + "/*")
        .targetOriginId("origin-" + number % ORIGINS)
        .viewerProtocolPolicy("redirect-to-https")
        .compress(true)
        .cachePolicyId(CACHING_OPTIMIZED)
        .originRequestPolicyId(ALL_VIEWER_EXCEPT_HOST)
        .build();
  }

  private static List<CustomErrorResponse> errors() {
    return List.of(
        CustomErrorResponse.builder()
            .errorCode(404)
            .responsePagePath("/404.html")
            .responseCode("404")
            .errorCachingMinTTL(60L)
            .build(),
        CustomErrorResponse.builder().errorCode(503).errorCachingMinTTL(0L).build());
  }
}
