package dev.perigee.config.wire;

import org.jspecify.annotations.Nullable;

/** Optimistic locking with entity tags. */
public final class IfMatch {

  private IfMatch() {}

  /**
   * Refuses a change to a version that is no longer the latest.
   *
   * @param ifMatch what the client sent; null for nothing
   * @param etag the latest version
   */
  public static void check(@Nullable String ifMatch, String etag) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new ApiException(
          "InvalidIfMatchVersion", "the If-Match version is missing or not valid for the resource");
    }
    if (!ifMatch.equals(etag)) {
      throw new ApiException(
          "PreconditionFailed", "If-Match: " + ifMatch + " is not the latest version");
    }
  }
}
