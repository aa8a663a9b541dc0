package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.ViewerCertificate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CertificateSource;
import software.amazon.awssdk.services.cloudfront.model.MinimumProtocolVersion;
import software.amazon.awssdk.services.cloudfront.model.SSLSupportMethod;

/**
 * Which certificate a distribution shows, and under which security policy.
 *
 * <p>CloudFront wants a certificate for every alias. Perigee does not: on a laptop, and behind a
 * proxy that ends TLS, aliases are of use without one.
 */
final class CertificateRules {

  private static final Pattern ACM_ARN =
      Pattern.compile("arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[A-Za-z0-9-]{1,64}");
  private static final Pattern IAM_ID = Pattern.compile("[A-Z0-9]{16,32}");
  private static final String MEMBER = "ViewerCertificate";

  private CertificateRules() {}

  static ViewerCertificate resolve(
      software.amazon.awssdk.services.cloudfront.model.@Nullable ViewerCertificate certificate) {
    if (certificate == null) {
      return ViewerCertificate.DEFAULT;
    }
    String acm = orEmpty(certificate.acmCertificateArn());
    String iam = orEmpty(certificate.iamCertificateId());
    boolean byDefault = Boolean.TRUE.equals(certificate.cloudFrontDefaultCertificate());
    if (Stream.of(byDefault, !acm.isEmpty(), !iam.isEmpty()).filter(given -> given).count() != 1) {
      throw invalid(
          ": expected one of CloudFrontDefaultCertificate, ACMCertificateArn and"
              + " IAMCertificateId");
    }
    if (byDefault) {
      return ViewerCertificate.DEFAULT;
    }
    if (!acm.isEmpty() && !ACM_ARN.matcher(acm).matches()) {
      throw invalid(
          ".ACMCertificateArn: "
              + acm
              + " (expected: like arn:aws:acm:us-east-1:123456789012:certificate/id)");
    }
    if (!iam.isEmpty() && !IAM_ID.matcher(iam).matches()) {
      throw invalid(".IAMCertificateId: " + iam + " (expected: 16 to 32 of A-Z 0-9)");
    }
    checkDeprecated(certificate, acm, iam);
    checkSupport(certificate.sslSupportMethod());
    return new ViewerCertificate(acm + iam, securityPolicy(certificate));
  }

  /** The members that CloudFront had first say the same as the others, or nothing. */
  private static void checkDeprecated(
      software.amazon.awssdk.services.cloudfront.model.ViewerCertificate certificate,
      String acm,
      String iam) {
    String named = orEmpty(certificate.certificate());
    if (!named.isEmpty() && !named.equals(acm + iam)) {
      throw invalid(".Certificate: " + named + " (expected: " + acm + iam + ")");
    }
    CertificateSource source = acm.isEmpty() ? CertificateSource.IAM : CertificateSource.ACM;
    if (certificate.certificateSource() != null && certificate.certificateSource() != source) {
      throw invalid(
          ".CertificateSource: "
              + certificate.certificateSourceAsString()
              + " (expected: "
              + source
              + ")");
    }
  }

  private static void checkSupport(@Nullable SSLSupportMethod method) {
    if (method == null) {
      throw invalid(".SSLSupportMethod: required with a certificate of one's own");
    }
  }

  private static String securityPolicy(
      software.amazon.awssdk.services.cloudfront.model.ViewerCertificate certificate) {
    MinimumProtocolVersion version = certificate.minimumProtocolVersion();
    if (version == null) {
      return MinimumProtocolVersion.TLS_V1.toString();
    }
    return switch (version) {
      case SSL_V3 ->
          throw new ApiException(
              "InvalidProtocolSettings",
              MEMBER + ".MinimumProtocolVersion: SSLv3 (expected: TLSv1 or later with sni-only)");
      case UNKNOWN_TO_SDK_VERSION ->
          throw new ApiException(
              "InvalidMinimumProtocolVersion",
              MEMBER
                  + ".MinimumProtocolVersion: "
                  + certificate.minimumProtocolVersionAsString()
                  + " is not a security policy");
      default -> version.toString();
    };
  }

  private static ApiException invalid(String what) {
    return new ApiException("InvalidViewerCertificate", MEMBER + what);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
