package dev.perigee.config.distribution;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CertificateSource;
import software.amazon.awssdk.services.cloudfront.model.MinimumProtocolVersion;
import software.amazon.awssdk.services.cloudfront.model.SSLSupportMethod;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/**
 * Fills in what a client left out of a viewer certificate. The members {@code Certificate} and
 * {@code CertificateSource} say the same as the others in CloudFront's first words for it, and are
 * shown beside them.
 */
final class CertificateDefaults {

  private CertificateDefaults() {}

  static ViewerCertificate fill(@Nullable ViewerCertificate given) {
    if (given == null) {
      return byDefault();
    }
    String acm = named(given, given.acmCertificateArn(), CertificateSource.ACM);
    String iam = named(given, given.iamCertificateId(), CertificateSource.IAM);
    boolean byDefault = Boolean.TRUE.equals(given.cloudFrontDefaultCertificate());
    if (byDefault && acm == null && iam == null) {
      return byDefault();
    }
    if (byDefault || (acm == null) == (iam == null)) {
      // Refused when it is resolved.
      return given;
    }
    return given.toBuilder()
        .cloudFrontDefaultCertificate(false)
        .acmCertificateArn(acm)
        .iamCertificateId(iam)
        .minimumProtocolVersion(
            Objects.requireNonNullElse(
                given.minimumProtocolVersionAsString(), MinimumProtocolVersion.TLS_V1.toString()))
        .certificate(Objects.requireNonNullElse(given.certificate(), acm == null ? iam : acm))
        .certificateSource(
            Objects.requireNonNullElse(
                given.certificateSource(),
                acm == null ? CertificateSource.IAM : CertificateSource.ACM))
        .build();
  }

  private static ViewerCertificate byDefault() {
    return ViewerCertificate.builder()
        .cloudFrontDefaultCertificate(true)
        .sslSupportMethod(SSLSupportMethod.VIP)
        .minimumProtocolVersion(MinimumProtocolVersion.TLS_V1)
        .certificateSource(CertificateSource.CLOUDFRONT)
        .build();
  }

  private static @Nullable String named(
      ViewerCertificate given, @Nullable String name, CertificateSource source) {
    if (name != null && !name.isEmpty()) {
      return name;
    }
    return given.certificateSource() == source ? given.certificate() : null;
  }
}
