package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.ConnectionMode;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.HttpVersion;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginSslProtocols;
import software.amazon.awssdk.services.cloudfront.model.PriceClass;
import software.amazon.awssdk.services.cloudfront.model.SSLSupportMethod;
import software.amazon.awssdk.services.cloudfront.model.SslProtocol;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/**
 * The settings that the data plane does not carry out yet. They are refused, because what the API
 * accepts must be in force; a setting that starts to work loses its line here.
 *
 * <p>Not listed, since it binds the data plane to nothing: {@code Comment}.
 */
final class NotSupportedYet {

  private static final List<Setting<DistributionConfig>> DISTRIBUTION =
      List.of(
          setting("WebACLId", c -> present(c.webACLId())),
          setting("AnycastIpListId", c -> present(c.anycastIpListId())),
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
          setting(
              "ViewerCertificate.SSLSupportMethod other than sni-only",
              c -> c.viewerCertificate() != null && hasOwnAddress(c.viewerCertificate())));

  private static final List<Setting<CacheBehavior>> BEHAVIOR =
      List.of(
          setting("SmoothStreaming", b -> on(b.smoothStreaming())),
          setting(
              "NoSuchFieldLevelEncryptionConfig",
              "FieldLevelEncryptionId",
              b -> present(b.fieldLevelEncryptionId())),
          setting("GrpcConfig", b -> b.grpcConfig() != null && on(b.grpcConfig().enabled())),
          setting(
              "TrustedSignerDoesNotExist",
              "TrustedSigners",
              b ->
                  b.trustedSigners() != null
                      && (on(b.trustedSigners().enabled()) || some(b.trustedSigners().quantity()))),
          setting(
              "InvalidLambdaFunctionAssociation",
              "LambdaFunctionAssociations",
              b ->
                  b.lambdaFunctionAssociations() != null
                      && some(b.lambdaFunctionAssociations().quantity())),
          setting(
              "InvalidFunctionAssociation",
              "FunctionAssociations",
              b -> b.functionAssociations() != null && some(b.functionAssociations().quantity())));

  private static final List<Setting<Origin>> ORIGIN =
      List.of(setting("VpcOriginConfig", o -> o.vpcOriginConfig() != null));

  private static final List<Setting<CustomOriginConfig>> CUSTOM_ORIGIN =
      List.of(
          setting("OriginMtlsConfig", o -> o.originMtlsConfig() != null),
          setting(
              "OriginSslProtocols without TLSv1.2",
              o -> o.originSslProtocols() != null && isOutdated(o.originSslProtocols())));

  private NotSupportedYet() {}

  /**
   * A setting.
   *
   * @param code of the error
   * @param member its name
   * @param isUsed whether a configuration asks for it
   */
  private record Setting<T>(String code, String member, Predicate<T> isUsed) {}

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

  static ApiException refusal(String what) {
    return ApiException.notSupported(what);
  }

  private static <T> void check(String prefix, List<Setting<T>> settings, T value) {
    for (Setting<T> setting : settings) {
      if (setting.isUsed().test(value)) {
        throw ApiException.notSupported(setting.code(), prefix + setting.member());
      }
    }
  }

  private static <T> Setting<T> setting(String member, Predicate<T> isUsed) {
    return setting("InvalidArgument", member, isUsed);
  }

  /** One for which CloudFront has a code of its own. */
  private static <T> Setting<T> setting(String code, String member, Predicate<T> isUsed) {
    return new Setting<>(code, member, isUsed);
  }

  /** The certificate of the CDN's own domain is said to have addresses of its own, and may. */
  private static boolean hasOwnAddress(ViewerCertificate certificate) {
    return !on(certificate.cloudFrontDefaultCertificate())
        && (certificate.sslSupportMethod() == SSLSupportMethod.VIP
            || certificate.sslSupportMethod() == SSLSupportMethod.STATIC_IP);
  }

  /** Nothing older is spoken to an origin. */
  private static boolean isOutdated(OriginSslProtocols protocols) {
    return protocols.hasItems()
        && !protocols.items().isEmpty()
        && !protocols.items().contains(SslProtocol.TLS_V1_2);
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
