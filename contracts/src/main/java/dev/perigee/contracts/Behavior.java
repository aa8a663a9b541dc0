package dev.perigee.contracts;

import java.util.List;

/**
 * What happens to requests whose path matches a pattern.
 *
 * @param pathPattern CloudFront path pattern; {@code *} and {@code ?} are wildcards, case counts
 * @param originId the {@link Origin#id()} that misses go to
 * @param viewerProtocol what plain HTTP requests get
 * @param allowedMethods methods that are served; others answer 403
 * @param cachedMethods methods whose responses are cached, a subset of the allowed ones
 * @param cachePolicy what is in the cache key and how long a response is kept
 * @param forwarding what goes to the origin beyond the cache key
 */
public record Behavior(
    String pathPattern,
    String originId,
    ViewerProtocol viewerProtocol,
    List<String> allowedMethods,
    List<String> cachedMethods,
    CachePolicy cachePolicy,
    Forwarding forwarding) {

  public Behavior {
    allowedMethods = List.copyOf(allowedMethods);
    cachedMethods = List.copyOf(cachedMethods);
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
