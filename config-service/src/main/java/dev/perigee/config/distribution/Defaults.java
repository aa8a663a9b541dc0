package dev.perigee.config.distribution;

import dev.perigee.config.snapshot.Behaviors;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.AllowedMethods;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;
import software.amazon.awssdk.services.cloudfront.model.GeoRestrictionType;
import software.amazon.awssdk.services.cloudfront.model.HttpVersion;
import software.amazon.awssdk.services.cloudfront.model.LoggingConfig;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.PriceClass;

/** Fills in what a client left out, as CloudFront shows it when it is read back. */
final class Defaults {

  private static final long DEFAULT_TTL_SECONDS = 86_400;
  private static final long MAX_TTL_SECONDS = 31_536_000;
  private static final long ERROR_TTL_SECONDS = 10;

  private Defaults() {}

  static DistributionConfig fill(DistributionConfig given) {
    DistributionConfig.Builder filled = given.toBuilder();
    if (given.aliases() == null) {
      filled.aliases(aliases -> aliases.quantity(0));
    }
    if (given.cacheBehaviors() == null) {
      filled.cacheBehaviors(behaviors -> behaviors.quantity(0));
    } else if (given.cacheBehaviors().hasItems()) {
      List<CacheBehavior> items =
          given.cacheBehaviors().items().stream().map(Defaults::behavior).toList();
      filled.cacheBehaviors(behaviors -> behaviors.quantity(items.size()).items(items));
    }
    if (given.customErrorResponses() == null) {
      filled.customErrorResponses(responses -> responses.quantity(0));
    } else if (given.customErrorResponses().hasItems()) {
      List<CustomErrorResponse> items =
          given.customErrorResponses().items().stream().map(Defaults::errorResponse).toList();
      filled.customErrorResponses(responses -> responses.quantity(items.size()).items(items));
    }
    if (given.restrictions() == null) {
      filled.restrictions(restrictions ->
          restrictions.geoRestriction(
              geo -> geo.restrictionType(GeoRestrictionType.NONE).quantity(0)));
    }
    List<Origin> origins = given.origins().items().stream().map(OriginDefaults::fill).toList();
    return filled
        .origins(all -> all.quantity(origins.size()).items(origins))
        .originGroups(OriginDefaults.fill(given.originGroups()))
        .logging(logging(given.logging()))
        .viewerCertificate(CertificateDefaults.fill(given.viewerCertificate()))
        .defaultCacheBehavior(
            Behaviors.toDefault(behavior(Behaviors.fromDefault(given.defaultCacheBehavior()))))
        .defaultRootObject(or(given.defaultRootObject(), ""))
        .priceClass(or(given.priceClassAsString(), PriceClass.PRICE_CLASS_ALL.toString()))
        .httpVersion(or(given.httpVersionAsString(), HttpVersion.HTTP2.toString()))
        .isIPV6Enabled(or(given.isIPV6Enabled(), false))
        .webACLId(or(given.webACLId(), ""))
        .continuousDeploymentPolicyId(or(given.continuousDeploymentPolicyId(), ""))
        .staging(or(given.staging(), false))
        .build();
  }

  /** What is not logged has no place where it goes. */
  private static LoggingConfig logging(@Nullable LoggingConfig given) {
    if (given == null || !or(given.enabled(), false)) {
      boolean cookies = given != null && or(given.includeCookies(), false);
      return LoggingConfig.builder()
          .enabled(false)
          .includeCookies(cookies)
          .bucket("")
          .prefix("")
          .build();
    }
    return given.toBuilder()
        .includeCookies(or(given.includeCookies(), false))
        .bucket(or(given.bucket(), ""))
        .prefix(or(given.prefix(), ""))
        .build();
  }

  private static CacheBehavior behavior(CacheBehavior given) {
    CacheBehavior.Builder filled =
        given.toBuilder()
            .allowedMethods(methods(given.allowedMethods()))
            .smoothStreaming(or(given.smoothStreaming(), false))
            .compress(or(given.compress(), false))
            .fieldLevelEncryptionId(or(given.fieldLevelEncryptionId(), ""));
    if (given.trustedSigners() == null) {
      filled.trustedSigners(signers -> signers.enabled(false).quantity(0));
    }
    if (given.trustedKeyGroups() == null) {
      filled.trustedKeyGroups(groups -> groups.enabled(false).quantity(0));
    }
    if (given.lambdaFunctionAssociations() == null) {
      filled.lambdaFunctionAssociations(functions -> functions.quantity(0));
    }
    if (given.functionAssociations() == null) {
      filled.functionAssociations(functions -> functions.quantity(0));
    }
    if (given.grpcConfig() == null) {
      filled.grpcConfig(grpc -> grpc.enabled(false));
    }
    if (given.forwardedValues() != null) {
      filled.forwardedValues(forwardedValues(given.forwardedValues()));
      ttls(given, filled);
    }
    return filled.build();
  }

  private static void ttls(CacheBehavior given, CacheBehavior.Builder filled) {
    long min = or(given.minTTL(), 0L);
    long byDefault = or(given.defaultTTL(), Math.max(DEFAULT_TTL_SECONDS, min));
    filled
        .minTTL(min)
        .defaultTTL(byDefault)
        .maxTTL(or(given.maxTTL(), Math.max(MAX_TTL_SECONDS, byDefault)));
  }

  private static ForwardedValues forwardedValues(ForwardedValues given) {
    ForwardedValues.Builder filled = given.toBuilder();
    if (given.headers() == null) {
      filled.headers(headers -> headers.quantity(0));
    }
    if (given.queryStringCacheKeys() == null) {
      filled.queryStringCacheKeys(keys -> keys.quantity(0));
    }
    return filled.build();
  }

  private static AllowedMethods methods(@Nullable AllowedMethods given) {
    AllowedMethods.Builder filled =
        given == null
            ? AllowedMethods.builder().quantity(2).items(Method.HEAD, Method.GET)
            : given.toBuilder();
    if (given == null || given.cachedMethods() == null) {
      filled.cachedMethods(cached -> cached.quantity(2).items(Method.HEAD, Method.GET));
    }
    return filled.build();
  }

  private static CustomErrorResponse errorResponse(CustomErrorResponse given) {
    return given.toBuilder()
        .responsePagePath(or(given.responsePagePath(), ""))
        .responseCode(or(given.responseCode(), ""))
        .errorCachingMinTTL(or(given.errorCachingMinTTL(), ERROR_TTL_SECONDS))
        .build();
  }

  private static <T> T or(@Nullable T given, T fallback) {
    return Objects.requireNonNullElse(given, fallback);
  }
}
