package dev.perigee.edge.viewer;

import dev.perigee.httpcache.Reason;
import java.util.Optional;

/**
 * How the cache took part in an answer, for {@code X-Cache} and {@code Cache-Status}.
 *
 * @param word the first word of {@code X-Cache}
 * @param status the parameters of {@code Cache-Status} (RFC 9211)
 */
record CacheResult(String word, String status) {

  static final CacheResult REDIRECT = new CacheResult("Redirect", "detail=generated");

  /** The edge's own answer. */
  static CacheResult refused(Reason reason) {
    return new CacheResult("Error", "detail=" + reason.word());
  }

  static CacheResult hit(long ttlSeconds) {
    return new CacheResult("Hit", "hit; ttl=" + ttlSeconds);
  }

  /** Served from what another request was already fetching. */
  static CacheResult collapsed() {
    return new CacheResult("Hit", "fwd=miss; collapsed");
  }

  static CacheResult refreshed() {
    return new CacheResult("RefreshHit", "fwd=stale; fwd-status=304; stored");
  }

  /** Served although it is out of date, because the origin fails. */
  static CacheResult staleOnError(long ttlSeconds) {
    return new CacheResult("Hit", "hit; ttl=" + ttlSeconds + "; detail=stale-if-error");
  }

  static CacheResult stored(int status, Reason why) {
    return new CacheResult("Miss", forwarded(status, why) + "; stored");
  }

  /**
   * @param why why the origin was asked
   * @param notStored why its response is not kept; empty where that is the same
   */
  static CacheResult passed(int status, Reason why, Optional<Reason> notStored) {
    Reason detail = notStored.orElse(why);
    return new CacheResult("Miss", forwarded(status, why) + "; detail=" + detail.word());
  }

  private static String forwarded(int status, Reason why) {
    String fwd =
        switch (why) {
          case NOT_STORED, INVALIDATED -> "uri-miss";
          case EXPIRED, OUT_OF_TOUCH -> "stale";
          case METHOD -> "method";
          case RANGE -> "partial";
          default -> "bypass";
        };
    return "fwd=" + fwd + "; fwd-status=" + status;
  }
}
