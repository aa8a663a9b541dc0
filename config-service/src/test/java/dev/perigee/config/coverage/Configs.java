package dev.perigee.config.coverage;

import java.util.UUID;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.MonitoringSubscription;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/** Configurations of resources with a value in every setting that is accepted. */
public final class Configs {

  private Configs() {}

  public static CachePolicyConfig cachePolicy() {
    return CachePolicyConfig.builder()
        .name("specimen")
        .comment("c")
        .minTTL(1L)
        .defaultTTL(100L)
        .maxTTL(1000L)
        .parametersInCacheKeyAndForwardedToOrigin(key ->
            key.enableAcceptEncodingGzip(true)
                .enableAcceptEncodingBrotli(true)
                .headersConfig(headers ->
                    headers
                        .headerBehavior("whitelist")
                        .headers(names -> names.quantity(1).items("x-header")))
                .cookiesConfig(cookies ->
                    cookies
                        .cookieBehavior("whitelist")
                        .cookies(names -> names.quantity(1).items("c")))
                .queryStringsConfig(queryStrings ->
                    queryStrings
                        .queryStringBehavior("whitelist")
                        .queryStrings(names -> names.quantity(1).items("q"))))
        .build();
  }

  public static OriginRequestPolicyConfig originRequestPolicy() {
    return OriginRequestPolicyConfig.builder()
        .name("specimen")
        .comment("c")
        .headersConfig(headers ->
            headers
                .headerBehavior("whitelist")
                .headers(names -> names.quantity(1).items("x-header")))
        .cookiesConfig(cookies ->
            cookies.cookieBehavior("whitelist").cookies(names -> names.quantity(1).items("c")))
        .queryStringsConfig(queryStrings ->
            queryStrings
                .queryStringBehavior("whitelist")
                .queryStrings(names -> names.quantity(1).items("q")))
        .build();
  }

  public static ResponseHeadersPolicyConfig responseHeadersPolicy() {
    return ResponseHeadersPolicyConfig.builder()
        .name("specimen")
        .comment("c")
        .corsConfig(cors ->
            cors.accessControlAllowOrigins(o -> o.quantity(1).items("https://example.org"))
                .accessControlAllowHeaders(h -> h.quantity(1).items("x-allowed"))
                .accessControlAllowMethods(m -> m.quantity(1).itemsWithStrings("GET"))
                .accessControlAllowCredentials(false)
                .accessControlExposeHeaders(h -> h.quantity(1).items("x-exposed"))
                .accessControlMaxAgeSec(600)
                .originOverride(true))
        .securityHeadersConfig(security ->
            security
                .contentTypeOptions(o -> o.override(true))
                .frameOptions(o -> o.override(true).frameOption("DENY"))
                .referrerPolicy(o -> o.override(true).referrerPolicy("no-referrer"))
                .contentSecurityPolicy(
                    o -> o.override(true).contentSecurityPolicy("default-src 'self'"))
                .strictTransportSecurity(o ->
                    o.override(true)
                        .accessControlMaxAgeSec(600)
                        .includeSubdomains(true)
                        .preload(true))
                .xssProtection(o -> o.override(true).protection(true).modeBlock(true)))
        .customHeadersConfig(
            custom -> custom.quantity(1).items(h -> h.header("x-custom").value("v").override(true)))
        .removeHeadersConfig(remove -> remove.quantity(1).items(h -> h.header("x-removed")))
        .serverTimingHeadersConfig(timing -> timing.enabled(true).samplingRate(50.0))
        .build();
  }

  public static OriginAccessControlConfig accessControl() {
    return OriginAccessControlConfig.builder()
        .name("specimen")
        .description("d")
        .signingProtocol("sigv4")
        .signingBehavior("always")
        .originAccessControlOriginType("s3")
        .build();
  }

  public static PublicKeyConfig publicKey(String name) {
    return PublicKeyConfig.builder()
        .callerReference(UUID.randomUUID().toString())
        .name(name)
        .encodedKey(Keys.pem())
        .comment("c")
        .build();
  }

  public static RealtimeLogConfig realtimeLog() {
    return RealtimeLogConfig.builder()
        .name("specimen")
        .samplingRate(10L)
        .fields("timestamp")
        .endPoints(endPoint ->
            endPoint
                .streamType("Kinesis")
                .kinesisStreamConfig(stream ->
                    stream
                        .roleARN("arn:aws:iam::111111111111:role/logs")
                        .streamARN("arn:aws:kinesis:us-east-1:111111111111:stream/logs")))
        .build();
  }

  public static MonitoringSubscription monitoring(String status) {
    return MonitoringSubscription.builder()
        .realtimeMetricsSubscriptionConfig(
            config -> config.realtimeMetricsSubscriptionStatus(status))
        .build();
  }

  public static KeyGroupConfig keyGroup(String keyId) {
    return KeyGroupConfig.builder().name("specimen").items(keyId).comment("c").build();
  }

  /** A behaviour with its own settings, from before there were policies. */
  public static CacheBehavior.Builder legacyBehavior() {
    return CacheBehavior.builder()
        .pathPattern("/legacy/*")
        .targetOriginId("site")
        .viewerProtocolPolicy("https-only")
        .allowedMethods(Configs::methods)
        .minTTL(1L)
        .defaultTTL(100L)
        .maxTTL(1000L)
        .forwardedValues(values ->
            values
                .queryString(true)
                .queryStringCacheKeys(keys -> keys.quantity(1).items("q"))
                .headers(headers -> headers.quantity(1).items("x-header"))
                .cookies(cookies ->
                    cookies
                        .forward("whitelist")
                        .whitelistedNames(names -> names.quantity(1).items("c"))));
  }

  public static void methods(
      software.amazon.awssdk.services.cloudfront.model.AllowedMethods.Builder methods) {
    methods
        .quantity(3)
        .items(Method.GET, Method.HEAD, Method.OPTIONS)
        .cachedMethods(cached -> cached.quantity(2).items(Method.GET, Method.HEAD));
  }

  public static DefaultCacheBehavior asDefault(CacheBehavior behavior) {
    return dev.perigee.config.snapshot.Behaviors.toDefault(behavior);
  }
}
