package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.Reporting.AccessLog;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.LoggingConfig;

/** Where a distribution's standard logs go. */
final class AccessLogRules {

  private static final Pattern BUCKET =
      Pattern.compile(
          "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\.s3([.-][a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?");

  /** What would name another place where segments are folders. */
  private static final Pattern OUTSIDE = Pattern.compile("(^|/)\\.{0,2}/");

  private static final int MAX_PREFIX_CHARACTERS = 256;

  private AccessLogRules() {}

  /** The log; null for none. */
  static @Nullable AccessLog resolve(@Nullable LoggingConfig logging) {
    if (logging == null || !Boolean.TRUE.equals(logging.enabled())) {
      return null;
    }
    String bucket = logging.bucket() == null ? "" : logging.bucket();
    if (!BUCKET.matcher(bucket).matches()) {
      throw ApiException.invalidArgument(
          "Logging.Bucket: "
              + bucket
              + " (expected: an S3 bucket, like logs.s3.amazonaws.com, since Logging.Enabled is"
              + " true)");
    }
    String prefix = logging.prefix() == null ? "" : logging.prefix();
    if (prefix.length() > MAX_PREFIX_CHARACTERS
        || prefix.chars().anyMatch(c -> c < ' ' || c > '~')
        || OUTSIDE.matcher(prefix).find()) {
      throw ApiException.invalidArgument(
          "Logging.Prefix: "
              + prefix
              + " (expected: at most "
              + MAX_PREFIX_CHARACTERS
              + " printable ASCII characters, without an empty segment, . or ..)");
    }
    return new AccessLog(bucket, prefix, Boolean.TRUE.equals(logging.includeCookies()));
  }
}
