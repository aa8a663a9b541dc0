package dev.perigee.contracts;

/**
 * The certificate that viewers see, and the security policy of their connections.
 *
 * @param id ARN or id of the certificate as the tenant wrote it; empty for the certificate of the
 *     CDN's own domain
 * @param securityPolicy name of CloudFront's security policy, for example {@code TLSv1.2_2021}
 */
public record ViewerCertificate(String id, String securityPolicy) {

  /** The CDN's own certificate, under the security policy that CloudFront gives it. */
  public static final ViewerCertificate DEFAULT = new ViewerCertificate("", "TLSv1");
}
