package dev.perigee.contracts;

import org.jspecify.annotations.Nullable;

/**
 * What is to be known afterwards of a distribution's requests.
 *
 * @param accessLog standard logs; null for none
 * @param detailedMetrics whether the additional metrics are kept (CloudFront: monitoring
 *     subscription)
 */
public record Reporting(@Nullable AccessLog accessLog, boolean detailedMetrics) {

  public static final Reporting NONE = new Reporting(null, false);

  /**
   * Standard logs.
   *
   * @param bucket domain name of the S3 bucket that they are written to
   * @param prefix of the objects' keys; may be empty
   * @param includeCookies whether cookies are logged
   */
  public record AccessLog(String bucket, String prefix, boolean includeCookies) {}
}
