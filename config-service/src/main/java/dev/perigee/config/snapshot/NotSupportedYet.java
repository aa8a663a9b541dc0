package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.ConnectionMode;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.HttpVersion;
import software.amazon.awssdk.services.cloudfront.model.IpAddressType;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.PriceClass;
import software.amazon.awssdk.services.cloudfront.model.S3OriginConfig;

/**
 * The settings that the data plane does not carry out yet. They are refused, because what the API
 * accepts must be in force; a setting that starts to work loses its line here.
 *
 * <p>Not listed, since they bind the data plane to nothing: {@code PriceClass} (every edge is in
 * every class, there being no prices), {@code IsIPV6Enabled} (the operator's listeners decide),
 * {@code HttpVersion} up to 2 (an upper bound), {@code Comment}.
 */
final class NotSupportedYet {

  private static final List<Setting<DistributionConfig>> DISTRIBUTION =
      List.of(
          setting("WebACLId", c -> present(c.webACLId())),
          setting("Staging", c -> on(c.staging())),
          setting("ContinuousDeploymentPolicyId", c -> present(c.continuousDeploymentPolicyId())),
          setting("AnycastIpListId", c -> present(c.anycastIpListId())),
          setting("Logging", c -> c.logging() != null && on(c.logging().enabled())),
          setting(
              "OriginGroups", c -> c.originGroups() != null && some(c.originGroups().quantity())),
          setting(
              "Restrictions.GeoRestriction",
              c ->
                  c.restrictions() != null
                      && c.restrictions().geoRestriction().restrictionType()
                          != GeoRestrictionType.NONE),
          setting(
              "HttpVersion",
              c ->
                  c.httpVersion() == HttpVersion.HTTP3
                      || c.httpVersion() == HttpVersion.HTTP2_AND3),
          setting("PriceClass", c -> c.priceClass() == PriceClass.NONE),
          setting("ConnectionMode", c -> c.connectionMode() == ConnectionMode.TENANT_ONLY),
          setting("TenantConfig", c -> c.tenantConfig() != null),
          setting("ViewerMtlsConfig", c -> c.viewerMtlsConfig() != null),
          setting("ConnectionFunctionAssociation", c -> c.connectionFunctionAssociation() != null),
          setting("CacheTagConfig", c -> c.cacheTagConfig() != null),
          setting(
              "ViewerCertificate",
              c ->
                  c.viewerCertificate() != null
                      && (!on(c.viewerCertificate().cloudFrontDefaultCertificate())
                          || present(c.viewerCertificate().acmCertificateArn())
                          || present(c.viewerCertificate().iamCertificateId()))));

  private static final List<Setting<CacheBehavior>> BEHAVIOR =
      List.of(
          setting("Compress", b -> on(b.compress())),
          setting("SmoothStreaming", b -> on(b.smoothStreaming())),
          setting("FieldLevelEncryptionId", b -> present(b.fieldLevelEncryptionId())),
          setting("RealtimeLogConfigArn", b -> present(b.realtimeLogConfigArn())),
          setting("ResponseHeadersPolicyId", b -> present(b.responseHeadersPolicyId())),
          setting("GrpcConfig", b -> b.grpcConfig() != null && on(b.grpcConfig().enabled())),
          setting(
              "TrustedSigners",
              b ->
                  b.trustedSigners() != null
                      && (on(b.trustedSigners().enabled()) || some(b.trustedSigners().quantity()))),
          setting(
              "TrustedKeyGroups",
              b ->
                  b.trustedKeyGroups() != null
                      && (on(b.trustedKeyGroups().enabled())
                          || some(b.trustedKeyGroups().quantity()))),
          setting(
              "LambdaFunctionAssociations",
              b ->
                  b.lambdaFunctionAssociations() != null
                      && some(b.lambdaFunctionAssociations().quantity())),
          setting(
              "FunctionAssociations",
              b -> b.functionAssociations() != null && some(b.functionAssociations().quantity())));

  private static final List<Setting<Origin>> ORIGIN =
      List.of(
          setting("VpcOriginConfig", o -> o.vpcOriginConfig() != null),
          setting("OriginShield", o -> o.originShield() != null && on(o.originShield().enabled())));

  private static final List<Setting<CustomOriginConfig>> CUSTOM_ORIGIN =
      List.of(
          setting("OriginMtlsConfig", o -> o.originMtlsConfig() != null),
          setting(
              "IpAddressType",
              o -> o.ipAddressType() != null && o.ipAddressType() != IpAddressType.IPV4));

  private static final List<Setting<S3OriginConfig>> S3_ORIGIN =
      List.of(setting("OriginAccessIdentity", o -> present(o.originAccessIdentity())));

  private static final List<Setting<CustomErrorResponse>> ERROR_RESPONSE =
      List.of(
          setting("ResponsePagePath", e -> present(e.responsePagePath())),
          setting("ResponseCode", e -> present(e.responseCode())));

  private NotSupportedYet() {}

  /**
   * A setting.
   *
   * @param member its name
   * @param isUsed whether a configuration asks for it
   */
  private record Setting<T>(String member, Predicate<T> isUsed) {}

  static void check(DistributionConfig config) {
    check("", DISTRIBUTION, config);
  }

  static void check(String path, CacheBehavior behavior) {
    check(path + ".", BEHAVIOR, behavior);
  }

  static void check(String path, Origin origin) {
    check(path + ".", ORIGIN, origin);
  }

  static void check(String path, CustomOriginConfig origin) {
    check(path + ".", CUSTOM_ORIGIN, origin);
  }

  static void check(String path, S3OriginConfig origin) {
    check(path + ".", S3_ORIGIN, origin);
  }

  static void check(String path, CustomErrorResponse response) {
    check(path + ".", ERROR_RESPONSE, response);
  }

  static ApiException refusal(String what) {
    return ApiException.invalidArgument(what + ": Perigee does not support this yet");
  }

  private static <T> void check(String prefix, List<Setting<T>> settings, T value) {
    for (Setting<T> setting : settings) {
      if (setting.isUsed().test(value)) {
        throw refusal(prefix + setting.member());
      }
    }
  }

  private static <T> Setting<T> setting(String member, Predicate<T> isUsed) {
    return new Setting<>(member, isUsed);
  }

  private static boolean present(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private static boolean on(@Nullable Boolean flag) {
    return flag != null && flag;
  }

  private static boolean some(@Nullable Integer quantity) {
    return quantity != null && quantity > 0;
  }
}
