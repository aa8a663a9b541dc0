package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.Origin.Kind;
import dev.perigee.contracts.Origin.Signing;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlOriginTypes;
import software.amazon.awssdk.services.cloudfront.model.OriginShield;
import software.amazon.awssdk.services.cloudfront.model.S3OriginConfig;

/** Resolves one origin. */
final class OriginResolver {

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
              + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*");
  private static final Pattern S3_HOST =
      Pattern.compile("[a-z0-9][a-z0-9.-]*\\.s3([.-][a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern MEDIA_PACKAGE_HOST =
      Pattern.compile("[a-z0-9.-]+\\.mediapackagev2\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern PATH = Pattern.compile("(/[!-.0-~]+)*");
  private static final int MAX_PATH_CHARACTERS = 255;

  private final String distributionId;
  private final Catalogue catalogue;

  OriginResolver(String distributionId, Catalogue catalogue) {
    this.distributionId = distributionId;
    this.catalogue = catalogue;
  }

  dev.perigee.contracts.Origin resolve(String path, Origin origin) {
    NotSupportedYet.check(path, origin);
    S3OriginConfig s3 = origin.s3OriginConfig();
    CustomOriginConfig custom = origin.customOriginConfig();
    if ((s3 == null) == (custom == null)) {
      throw new ApiException(
          "InvalidOrigin", path + ": expected either S3OriginConfig or CustomOriginConfig");
    }
    dev.perigee.contracts.Origin resolved =
        custom == null ? s3(path, origin, s3) : custom(path, origin, custom);
    return Fingerprints.add(distributionId, resolved);
  }

  private dev.perigee.contracts.Origin custom(
      String path, Origin origin, CustomOriginConfig config) {
    String configPath = path + ".CustomOriginConfig";
    NotSupportedYet.check(configPath, config);
    if (!HOST.matcher(origin.domainName()).matches()) {
      throw new ApiException(
          "InvalidOrigin",
          path + ".DomainName: " + origin.domainName() + " (expected: a host name)");
    }
    OriginConnection connection = OriginConnection.custom(configPath, config);
    if (!present(origin.originAccessControlId())) {
      return origin(path, origin, Kind.HTTP, connection, Signing.NEVER);
    }
    if (!MEDIA_PACKAGE_HOST.matcher(origin.domainName()).matches()) {
      throw new ApiException(
          "IllegalOriginAccessConfiguration",
          path
              + ".OriginAccessControlId: an origin access control wants an S3 origin, or a domain"
              + " of MediaPackage v2");
    }
    Signing signing =
        signing(
            path, origin.originAccessControlId(), OriginAccessControlOriginTypes.MEDIAPACKAGEV2);
    return origin(path, origin, Kind.MEDIA_PACKAGE, connection, signing);
  }

  private dev.perigee.contracts.Origin s3(
      String path, Origin origin, @Nullable S3OriginConfig config) {
    String configPath = path + ".S3OriginConfig";
    S3OriginConfig present = config == null ? S3OriginConfig.builder().build() : config;
    if (!S3_HOST.matcher(origin.domainName()).matches()) {
      throw new ApiException(
          present(origin.originAccessControlId())
              ? "InvalidDomainNameForOriginAccessControl"
              : "InvalidArgument",
          path
              + ".DomainName: "
              + origin.domainName()
              + " (expected: an S3 bucket, like bucket.s3.us-east-1.amazonaws.com)");
    }
    Signing signing =
        AccessIdentities.isUsed(
                path, present.originAccessIdentity(), origin.originAccessControlId(), catalogue)
            ? Signing.ALWAYS
            : signing(path, origin.originAccessControlId(), OriginAccessControlOriginTypes.S3);
    return origin(
        path,
        origin,
        Kind.S3,
        OriginConnection.s3(configPath, present, signing != Signing.NEVER),
        signing);
  }

  private static dev.perigee.contracts.Origin origin(
      String path, Origin origin, Kind kind, OriginConnection connection, Signing signing) {
    return new dev.perigee.contracts.Origin(
        origin.id(),
        "",
        kind,
        origin.domainName(),
        originPath(path, origin.originPath()),
        customHeaders(path, origin),
        connection.protocol(),
        connection.httpPort(),
        connection.httpsPort(),
        Limits.between(
            "InvalidArgument", path + ".ConnectionAttempts", origin.connectionAttempts(), 3, 1, 3),
        Limits.seconds(
            "InvalidArgument", path + ".ConnectionTimeout", origin.connectionTimeout(), 10, 1, 10),
        connection.readTimeout(),
        connection.keepAliveTimeout(),
        completionTimeout(path, origin.responseCompletionTimeout(), connection.readTimeout()),
        connection.sslProtocols(),
        connection.addresses(),
        shieldRegion(path, origin.originShield()),
        signing);
  }

  private Signing signing(
      String path, @Nullable String accessControlId, OriginAccessControlOriginTypes type) {
    if (accessControlId == null || accessControlId.isEmpty()) {
      return Signing.NEVER;
    }
    OriginAccessControlConfig control =
        catalogue
            .originAccessControl(accessControlId)
            .orElseThrow(() ->
                new ApiException(
                    "InvalidOriginAccessControl",
                    path
                        + ".OriginAccessControlId: there is no origin access control "
                        + accessControlId));
    if (control.originAccessControlOriginType() != type) {
      throw new ApiException(
          "InvalidOriginAccessControl",
          path
              + ".OriginAccessControlId: "
              + accessControlId
              + " is for "
              + control.originAccessControlOriginTypeAsString()
              + " (expected: for "
              + type
              + ")");
    }
    return switch (control.signingBehavior()) {
      case ALWAYS -> Signing.ALWAYS;
      case NEVER -> Signing.NEVER;
      case NO_OVERRIDE -> Signing.NO_OVERRIDE;
      case UNKNOWN_TO_SDK_VERSION ->
          throw NotSupportedYet.refusal("SigningBehavior " + control.signingBehaviorAsString());
    };
  }

  private static List<HeaderField> customHeaders(String path, Origin origin) {
    if (origin.customHeaders() == null || !origin.customHeaders().hasItems()) {
      return List.of();
    }
    return CustomHeaderRules.resolve(path + ".CustomHeaders", origin.customHeaders().items());
  }

  private static String originPath(String path, @Nullable String originPath) {
    if (originPath == null || originPath.isEmpty()) {
      return "";
    }
    if (originPath.length() > MAX_PATH_CHARACTERS
        || originPath.indexOf('?') >= 0
        || originPath.indexOf('#') >= 0
        || !PATH.matcher(originPath).matches()) {
      throw new ApiException(
          "InvalidRelativePath",
          path
              + ".OriginPath: "
              + originPath
              + " (expected: empty, or URL-encoded, with a slash at its beginning and none at its"
              + " end, at most 255 characters)");
    }
    return originPath;
  }

  private static @Nullable Duration completionTimeout(
      String path, @Nullable Integer seconds, Duration readTimeout) {
    if (seconds == null) {
      return null;
    }
    if (seconds < readTimeout.toSeconds()) {
      throw ApiException.invalidArgument(
          path
              + ".ResponseCompletionTimeout: "
              + seconds
              + " (expected: >= OriginReadTimeout "
              + readTimeout.toSeconds()
              + ")");
    }
    return Duration.ofSeconds(seconds);
  }

  /** The region; null for none. Which regions there are is the operator's choice. */
  private static @Nullable String shieldRegion(String path, @Nullable OriginShield shield) {
    if (shield == null || !shield.enabled()) {
      return null;
    }
    if (!present(shield.originShieldRegion())) {
      throw ApiException.invalidArgument(
          path + ".OriginShield.OriginShieldRegion: required, since Enabled is true");
    }
    return shield.originShieldRegion();
  }

  private static boolean present(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
