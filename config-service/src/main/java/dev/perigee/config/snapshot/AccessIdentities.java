package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Origin access identities, as S3 origins name them. */
final class AccessIdentities {

  private static final Pattern NAME =
      Pattern.compile("origin-access-identity/cloudfront/([A-Za-z0-9]{1,64})");

  private AccessIdentities() {}

  /**
   * Checks what an S3 origin says of an identity, and whether it has one.
   *
   * @param path of the origin
   * @param identity what it names; null or empty for none
   * @param accessControlId the access control that it names; null or empty for none
   */
  static boolean isUsed(
      String path,
      @Nullable String identity,
      @Nullable String accessControlId,
      Catalogue catalogue) {
    if (identity == null || identity.isEmpty()) {
      return false;
    }
    String member = path + ".S3OriginConfig.OriginAccessIdentity";
    if (accessControlId != null && !accessControlId.isEmpty()) {
      throw new ApiException(
          "IllegalOriginAccessConfiguration",
          member + ": " + identity + " (expected: none, since there is an OriginAccessControlId)");
    }
    Matcher matcher = NAME.matcher(identity);
    if (!matcher.matches()) {
      throw new ApiException(
          "InvalidOriginAccessIdentity",
          member + ": " + identity + " (expected: like origin-access-identity/cloudfront/ID)");
    }
    if (!catalogue.hasOriginAccessIdentity(matcher.group(1))) {
      throw new ApiException(
          "InvalidOriginAccessIdentity",
          member + ": there is no origin access identity " + matcher.group(1));
    }
    return true;
  }
}
