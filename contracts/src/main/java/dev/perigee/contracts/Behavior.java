package dev.perigee.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to requests whose path matches a pattern.
 *
 * @param pathPattern CloudFront path pattern; {@code *} and {@code ?} are wildcards, case counts
 * @param originId the {@link Origin#id()} or {@link OriginGroup#id()} that misses go to
 * @param viewerProtocol what plain HTTP requests get
 * @param allowedMethods methods that are served; others answer 403
 * @param cachedMethods methods whose responses are cached, a subset of the allowed ones
 * @param cachePolicy what is in the cache key and how long a response is kept
 * @param forwarding what goes to the origin beyond the cache key
 * @param compress whether the edge compresses what the origin did not
 * @param trustedKeys keys of which one must have signed each request's URL or cookies; empty where
 *     everyone is served
 * @param responseHeaders what is done to the headers of responses; null for nothing
 * @param realtimeLog log records that are sent at once; null for none
 */
public record Behavior(
    String pathPattern,
    String originId,
    ViewerProtocol viewerProtocol,
    List<String> allowedMethods,
    List<String> cachedMethods,
    CachePolicy cachePolicy,
    Forwarding forwarding,
    boolean compress,
    List<TrustedKey> trustedKeys,
    @Nullable ResponseHeaders responseHeaders,
    @Nullable RealtimeLog realtimeLog) {

  public Behavior {
    allowedMethods = List.copyOf(allowedMethods);
    cachedMethods = List.copyOf(cachedMethods);
    trustedKeys = List.copyOf(trustedKeys);
  }

  /** What requests over plain HTTP get (CloudFront API, {@code ViewerProtocolPolicy}). */
  public enum ViewerProtocol {
    ALLOW_ALL,
    /** 301 to the same URL with {@code https}. */
    REDIRECT_TO_HTTPS,
    /** 403. */
    HTTPS_ONLY
  }
}
