package dev.perigee.config.coverage;

import static dev.perigee.config.coverage.Configs.publicKey;

import java.util.UUID;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentityConfig;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.RealtimeLogConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/**
 * The resources that the specimen refers to, by their ids.
 *
 * @param otherKey a public key that is in no group
 */
record Materials(
    CloudFrontClient cloudFront,
    String cachePolicy,
    String requestPolicy,
    String responsePolicy,
    String accessControl,
    String identityId,
    CloudFrontOriginAccessIdentityConfig identity,
    String keyId,
    PublicKeyConfig key,
    String otherKey,
    String group,
    String log,
    String otherLog) {

  static Materials create(CloudFrontClient cloudFront) {
    CloudFrontOriginAccessIdentityConfig identity =
        CloudFrontOriginAccessIdentityConfig.builder()
            .callerReference(UUID.randomUUID().toString())
            .comment("c")
            .build();
    PublicKeyConfig key = publicKey("specimen");
    String keyId = create(cloudFront, key);
    return new Materials(
        cloudFront,
        cloudFront
            .createCachePolicy(r -> r.cachePolicyConfig(Configs.cachePolicy()))
            .cachePolicy()
            .id(),
        cloudFront
            .createOriginRequestPolicy(
                r -> r.originRequestPolicyConfig(Configs.originRequestPolicy()))
            .originRequestPolicy()
            .id(),
        cloudFront
            .createResponseHeadersPolicy(
                r -> r.responseHeadersPolicyConfig(Configs.responseHeadersPolicy()))
            .responseHeadersPolicy()
            .id(),
        cloudFront
            .createOriginAccessControl(r -> r.originAccessControlConfig(Configs.accessControl()))
            .originAccessControl()
            .id(),
        cloudFront
            .createCloudFrontOriginAccessIdentity(
                r -> r.cloudFrontOriginAccessIdentityConfig(identity))
            .cloudFrontOriginAccessIdentity()
            .id(),
        identity,
        keyId,
        key,
        create(cloudFront, publicKey("specimen-2")),
        cloudFront.createKeyGroup(r -> r.keyGroupConfig(Configs.keyGroup(keyId))).keyGroup().id(),
        log(cloudFront, "specimen"),
        log(cloudFront, "specimen-2"));
  }

  private static String create(CloudFrontClient cloudFront, PublicKeyConfig key) {
    return cloudFront.createPublicKey(r -> r.publicKeyConfig(key)).publicKey().id();
  }

  private static String log(CloudFrontClient cloudFront, String name) {
    RealtimeLogConfig config = Configs.realtimeLog();
    return cloudFront
        .createRealtimeLogConfig(r ->
            r.name(name)
                .samplingRate(config.samplingRate())
                .fields(config.fields())
                .endPoints(config.endPoints()))
        .realtimeLogConfig()
        .arn();
  }

  KeyGroupConfig keyGroup() {
    return Configs.keyGroup(keyId);
  }

  /** Whether there is a new version; so are the others. */
  boolean update(CachePolicyConfig config) {
    String etag = cloudFront.getCachePolicy(r -> r.id(cachePolicy)).eTag();
    String next =
        cloudFront
            .updateCachePolicy(r -> r.id(cachePolicy).ifMatch(etag).cachePolicyConfig(config))
            .eTag();
    return !next.equals(etag);
  }

  boolean update(OriginRequestPolicyConfig config) {
    String etag = cloudFront.getOriginRequestPolicy(r -> r.id(requestPolicy)).eTag();
    String next =
        cloudFront
            .updateOriginRequestPolicy(
                r -> r.id(requestPolicy).ifMatch(etag).originRequestPolicyConfig(config))
            .eTag();
    return !next.equals(etag);
  }

  boolean update(ResponseHeadersPolicyConfig config) {
    String etag = cloudFront.getResponseHeadersPolicy(r -> r.id(responsePolicy)).eTag();
    String next =
        cloudFront
            .updateResponseHeadersPolicy(
                r -> r.id(responsePolicy).ifMatch(etag).responseHeadersPolicyConfig(config))
            .eTag();
    return !next.equals(etag);
  }

  boolean update(OriginAccessControlConfig config) {
    String etag = cloudFront.getOriginAccessControl(r -> r.id(accessControl)).eTag();
    String next =
        cloudFront
            .updateOriginAccessControl(
                r -> r.id(accessControl).ifMatch(etag).originAccessControlConfig(config))
            .eTag();
    return !next.equals(etag);
  }

  boolean update(KeyGroupConfig config) {
    String etag = cloudFront.getKeyGroup(r -> r.id(group)).eTag();
    String next =
        cloudFront.updateKeyGroup(r -> r.id(group).ifMatch(etag).keyGroupConfig(config)).eTag();
    return !next.equals(etag);
  }

  boolean update(CloudFrontOriginAccessIdentityConfig config) {
    String etag = cloudFront.getCloudFrontOriginAccessIdentity(r -> r.id(identityId)).eTag();
    return !cloudFront
        .updateCloudFrontOriginAccessIdentity(
            r -> r.id(identityId).ifMatch(etag).cloudFrontOriginAccessIdentityConfig(config))
        .eTag()
        .equals(etag);
  }

  boolean update(PublicKeyConfig config) {
    String etag = cloudFront.getPublicKey(r -> r.id(keyId)).eTag();
    return !cloudFront
        .updatePublicKey(r -> r.id(keyId).ifMatch(etag).publicKeyConfig(config))
        .eTag()
        .equals(etag);
  }

  /** Real-time log configurations have no entity tags. */
  boolean update(RealtimeLogConfig config) {
    RealtimeLogConfig before = cloudFront.getRealtimeLogConfig(r -> r.arn(log)).realtimeLogConfig();
    RealtimeLogConfig after =
        cloudFront
            .updateRealtimeLogConfig(r ->
                r.arn(log)
                    .name(config.name())
                    .samplingRate(config.samplingRate())
                    .fields(config.fields())
                    .endPoints(config.endPoints()))
            .realtimeLogConfig();
    return !after.equals(before);
  }

  /** A behaviour with its own settings. */
  CacheBehavior.Builder legacyBehavior() {
    return Configs.legacyBehavior()
        .trustedKeyGroups(groups -> groups.enabled(true).quantity(1).items(group))
        .realtimeLogConfigArn(log);
  }

  /** A behaviour with a policy of each kind; its path pattern is to be set. */
  CacheBehavior.Builder behavior() {
    return CacheBehavior.builder()
        .targetOriginId("site")
        .viewerProtocolPolicy("allow-all")
        .allowedMethods(Configs::methods)
        .compress(true)
        .trustedKeyGroups(groups -> groups.enabled(true).quantity(1).items(group))
        .cachePolicyId(cachePolicy)
        .originRequestPolicyId(requestPolicy)
        .responseHeadersPolicyId(responsePolicy)
        .realtimeLogConfigArn(log);
  }

  Origin site() {
    return Origin.builder()
        .id("site")
        .domainName("origin.example.org")
        .originPath("/path")
        .responseCompletionTimeout(100)
        .originShield(shield -> shield.enabled(true).originShieldRegion("us-east-1"))
        .customHeaders(headers ->
            headers.quantity(1).items(h -> h.headerName("x-custom").headerValue("value")))
        .customOriginConfig(custom ->
            custom
                .httpPort(80)
                .httpsPort(443)
                .originProtocolPolicy("https-only")
                .originReadTimeout(20)
                .originKeepaliveTimeout(4)
                .ipAddressType("ipv4"))
        .build();
  }

  Origin bucket() {
    return Origin.builder()
        .id("bucket")
        .domainName("bucket.s3.us-east-1.amazonaws.com")
        .originAccessControlId(accessControl)
        .originShield(shield -> shield.enabled(true).originShieldRegion("us-east-1"))
        .s3OriginConfig(s3 -> s3.originAccessIdentity("").originReadTimeout(20))
        .build();
  }

  /** An origin that nothing refers to. */
  Origin spare() {
    return Origin.builder()
        .id("spare")
        .domainName("spare.s3.us-east-1.amazonaws.com")
        .originShield(shield -> shield.enabled(true).originShieldRegion("us-east-1"))
        .s3OriginConfig(
            s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/" + identityId))
        .build();
  }
}
