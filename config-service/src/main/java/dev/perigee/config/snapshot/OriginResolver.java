package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.Origin.Kind;
import dev.perigee.contracts.Origin.Protocol;
import dev.perigee.contracts.Origin.Signing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginProtocolPolicy;
import software.amazon.awssdk.services.cloudfront.model.S3OriginConfig;
import software.amazon.awssdk.services.cloudfront.model.SslProtocol;

/** Resolves one origin. */
final class OriginResolver {

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
              + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*");
  private static final Pattern S3_HOST =
      Pattern.compile("[a-z0-9][a-z0-9.-]*\\.s3([.-][a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern PATH = Pattern.compile("(/[!-.0-~]+)*");
  private static final int MAX_PATH_CHARACTERS = 255;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int FIRST_OTHER_PORT = 1024;
  private static final int LAST_PORT = 65_535;
  private static final int MAX_SECONDS = 120;
  private static final int DEFAULT_READ_SECONDS = 30;
  private static final int DEFAULT_KEEP_ALIVE_SECONDS = 5;
  private static final int FINGERPRINT_CHARACTERS = 32;

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
    return withFingerprint(resolved);
  }

  private dev.perigee.contracts.Origin custom(
      String path, Origin origin, CustomOriginConfig config) {
    String configPath = path + ".CustomOriginConfig";
    NotSupportedYet.check(configPath, config);
    if (present(origin.originAccessControlId())) {
      throw new ApiException(
          "IllegalOriginAccessConfiguration",
          path + ".OriginAccessControlId: an origin access control wants an S3 origin");
    }
    if (!HOST.matcher(origin.domainName()).matches()) {
      throw new ApiException(
          "InvalidOrigin",
          path + ".DomainName: " + origin.domainName() + " (expected: a host name)");
    }
    checkSslProtocols(configPath, config);
    Protocol protocol = protocol(config.originProtocolPolicy());
    return origin(
        path,
        origin,
        Kind.HTTP,
        protocol,
        port(configPath + ".HTTPPort", config.httpPort()),
        port(configPath + ".HTTPSPort", config.httpsPort()),
        Limits.seconds(
            "InvalidOriginReadTimeout",
            configPath + ".OriginReadTimeout",
            config.originReadTimeout(),
            DEFAULT_READ_SECONDS,
            1,
            MAX_SECONDS),
        Limits.seconds(
            "InvalidOriginKeepaliveTimeout",
            configPath + ".OriginKeepaliveTimeout",
            config.originKeepaliveTimeout(),
            DEFAULT_KEEP_ALIVE_SECONDS,
            1,
            MAX_SECONDS),
        Signing.NEVER);
  }

  private dev.perigee.contracts.Origin s3(
      String path, Origin origin, @Nullable S3OriginConfig config) {
    String configPath = path + ".S3OriginConfig";
    S3OriginConfig present = config == null ? S3OriginConfig.builder().build() : config;
    NotSupportedYet.check(configPath, present);
    if (!S3_HOST.matcher(origin.domainName()).matches()) {
      throw ApiException.invalidArgument(
          path
              + ".DomainName: "
              + origin.domainName()
              + " (expected: an S3 bucket, like bucket.s3.us-east-1.amazonaws.com)");
    }
    Signing signing = signing(path, origin.originAccessControlId());
    return origin(
        path,
        origin,
        Kind.S3,
        // With an origin access control CloudFront always speaks HTTPS to S3.
        signing == Signing.NEVER ? Protocol.MATCH_VIEWER : Protocol.HTTPS_ONLY,
        HTTP_PORT,
        HTTPS_PORT,
        Limits.seconds(
            "InvalidOriginReadTimeout",
            configPath + ".OriginReadTimeout",
            present.originReadTimeout(),
            DEFAULT_READ_SECONDS,
            1,
            MAX_SECONDS),
        Duration.ofSeconds(DEFAULT_KEEP_ALIVE_SECONDS),
        signing);
  }

  private static dev.perigee.contracts.Origin origin(
      String path,
      Origin origin,
      Kind kind,
      Protocol protocol,
      int httpPort,
      int httpsPort,
      Duration readTimeout,
      Duration keepAliveTimeout,
      Signing signing) {
    return new dev.perigee.contracts.Origin(
        origin.id(),
        "",
        kind,
        origin.domainName(),
        originPath(path, origin.originPath()),
        customHeaders(path, origin),
        protocol,
        httpPort,
        httpsPort,
        Limits.between(
            "InvalidArgument", path + ".ConnectionAttempts", origin.connectionAttempts(), 3, 1, 3),
        Limits.seconds(
            "InvalidArgument", path + ".ConnectionTimeout", origin.connectionTimeout(), 10, 1, 10),
        readTimeout,
        keepAliveTimeout,
        completionTimeout(path, origin.responseCompletionTimeout(), readTimeout),
        List.of("TLSv1.2"),
        dev.perigee.contracts.Origin.AddressFamily.IPV4,
        null,
        signing);
  }

  private Signing signing(String path, @Nullable String accessControlId) {
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

  private static int port(String path, int port) {
    if (port != HTTP_PORT && port != HTTPS_PORT && (port < FIRST_OTHER_PORT || port > LAST_PORT)) {
      throw ApiException.invalidArgument(
          path + ": " + port + " (expected: 80, 443 or 1024 to 65535)");
    }
    return port;
  }

  private static Protocol protocol(OriginProtocolPolicy policy) {
    return switch (policy) {
      case HTTP_ONLY -> Protocol.HTTP_ONLY;
      case HTTPS_ONLY -> Protocol.HTTPS_ONLY;
      case MATCH_VIEWER -> Protocol.MATCH_VIEWER;
      case UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal("OriginProtocolPolicy");
    };
  }

  /** The list allows protocols; origin-service picks TLSv1.2 or better, so that must be in it. */
  private static void checkSslProtocols(String path, CustomOriginConfig config) {
    if (config.originSslProtocols() != null
        && config.originSslProtocols().hasItems()
        && !config.originSslProtocols().items().contains(SslProtocol.TLS_V1_2)) {
      throw NotSupportedYet.refusal(path + ".OriginSslProtocols without TLSv1.2");
    }
  }

  private dev.perigee.contracts.Origin withFingerprint(dev.perigee.contracts.Origin origin) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
    digest.update(distributionId.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(ContractJson.write(origin));
    String fingerprint =
        HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_CHARACTERS);
    return new dev.perigee.contracts.Origin(
        origin.id(),
        fingerprint,
        origin.kind(),
        origin.domainName(),
        origin.path(),
        origin.customHeaders(),
        origin.protocol(),
        origin.httpPort(),
        origin.httpsPort(),
        origin.connectionAttempts(),
        origin.connectionTimeout(),
        origin.readTimeout(),
        origin.keepAliveTimeout(),
        origin.responseCompletionTimeout(),
        origin.sslProtocols(),
        origin.addresses(),
        origin.shieldRegion(),
        origin.signing());
  }

  private static boolean present(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
