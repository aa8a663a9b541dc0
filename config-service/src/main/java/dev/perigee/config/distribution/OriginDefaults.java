package dev.perigee.config.distribution;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.IpAddressType;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupSelectionCriteria;
import software.amazon.awssdk.services.cloudfront.model.OriginGroups;
import software.amazon.awssdk.services.cloudfront.model.SslProtocol;

/** Fills in what a client left out of origins and their groups. */
final class OriginDefaults {

  private static final int CONNECTION_ATTEMPTS = 3;
  private static final int CONNECTION_SECONDS = 10;
  private static final int READ_SECONDS = 30;
  private static final int KEEP_ALIVE_SECONDS = 5;

  private OriginDefaults() {}

  static Origin fill(Origin given) {
    Origin.Builder filled =
        given.toBuilder()
            .originPath(or(given.originPath(), ""))
            .originAccessControlId(or(given.originAccessControlId(), ""))
            .connectionAttempts(or(given.connectionAttempts(), CONNECTION_ATTEMPTS))
            .connectionTimeout(or(given.connectionTimeout(), CONNECTION_SECONDS));
    if (given.customHeaders() == null) {
      filled.customHeaders(headers -> headers.quantity(0));
    }
    if (given.originShield() == null) {
      filled.originShield(shield -> shield.enabled(false));
    }
    if (given.customOriginConfig() != null) {
      filled.customOriginConfig(custom(given.customOriginConfig()));
    }
    if (given.s3OriginConfig() != null) {
      filled.s3OriginConfig(
          given.s3OriginConfig().toBuilder()
              .originReadTimeout(or(given.s3OriginConfig().originReadTimeout(), READ_SECONDS))
              .build());
    }
    return filled.build();
  }

  static OriginGroups fill(@Nullable OriginGroups given) {
    if (given == null || !given.hasItems() || given.items().isEmpty()) {
      return OriginGroups.builder().quantity(0).build();
    }
    return given.toBuilder()
        .items(given.items().stream().map(OriginDefaults::group).toList())
        .build();
  }

  private static OriginGroup group(OriginGroup given) {
    return given.toBuilder()
        .selectionCriteria(
            or(given.selectionCriteriaAsString(), OriginGroupSelectionCriteria.DEFAULT.toString()))
        .build();
  }

  private static CustomOriginConfig custom(CustomOriginConfig given) {
    CustomOriginConfig.Builder filled =
        given.toBuilder()
            .originReadTimeout(or(given.originReadTimeout(), READ_SECONDS))
            .originKeepaliveTimeout(or(given.originKeepaliveTimeout(), KEEP_ALIVE_SECONDS))
            .ipAddressType(or(given.ipAddressTypeAsString(), IpAddressType.IPV4.toString()));
    if (given.originSslProtocols() == null) {
      filled.originSslProtocols(protocols -> protocols.quantity(1).items(SslProtocol.TLS_V1_2));
    }
    return filled.build();
  }

  private static <T> T or(@Nullable T given, T fallback) {
    return Objects.requireNonNullElse(given, fallback);
  }
}
