package dev.perigee.config.originaccess;

import dev.perigee.config.wire.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentityConfig;

/** What an origin access identity may be, and the name that S3 knows it by. */
final class AccessIdentityRules {

  private static final int MAX_COMMENT_CHARACTERS = 128;
  private static final String PATH = "CloudFrontOriginAccessIdentityConfig";

  private AccessIdentityRules() {}

  static CloudFrontOriginAccessIdentityConfig check(CloudFrontOriginAccessIdentityConfig config) {
    if (config.callerReference().isEmpty()) {
      throw ApiException.invalidArgument(PATH + ".CallerReference is empty");
    }
    if (config.comment().length() > MAX_COMMENT_CHARACTERS) {
      throw ApiException.invalidArgument(
          PATH
              + ".Comment: "
              + config.comment().length()
              + " characters (expected: <= "
              + MAX_COMMENT_CHARACTERS
              + ")");
    }
    return config;
  }

  static CloudFrontOriginAccessIdentityConfig checkChange(
      CloudFrontOriginAccessIdentityConfig before, CloudFrontOriginAccessIdentityConfig config) {
    if (!config.callerReference().equals(before.callerReference())) {
      throw new ApiException(
          "IllegalUpdate",
          PATH
              + ".CallerReference: "
              + config.callerReference()
              + " (expected: "
              + before.callerReference()
              + ", which cannot be changed)");
    }
    return check(config);
  }

  /** The same for an identity at all times, in the form of S3's canonical user ids. */
  static String canonicalUserId(String id) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(("origin-access-identity/" + id).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
