package dev.perigee.edge.viewer;

import dev.perigee.edge.headers.Timing;
import dev.perigee.httpcache.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the cache took part in an answer, for {@code X-Cache} and {@code Cache-Status}.
 *
 * @param word the first word of {@code X-Cache}
 * @param status the parameters of {@code Cache-Status} (RFC 9211)
 * @param cache the same for {@code Server-Timing}
 * @param reason what was in the way of an answer from the cache; null for nothing
 * @param originMillis how long the origin took to begin its response; -1 where it was not asked
 */
record CacheResult(
    String word, String status, Timing.Cache cache, @Nullable Reason reason, long originMillis) {

  private static final long NOT_ASKED = -1;

  static final CacheResult REDIRECT =
      new CacheResult("Redirect", "detail=generated", Timing.Cache.MISS, null, NOT_ASKED);

  /** The edge's own answer. */
  static CacheResult refused(Reason reason) {
    return new CacheResult(
        "Error", "detail=" + reason.word(), Timing.Cache.MISS, reason, NOT_ASKED);
  }

  static CacheResult hit(long ttlSeconds) {
    return hit("hit; ttl=" + ttlSeconds);
  }

  private static CacheResult hit(String status) {
    return new CacheResult("Hit", status, Timing.Cache.HIT, null, NOT_ASKED);
  }

  /** Served from what another request was already fetching. */
  static CacheResult collapsed() {
    return hit("fwd=miss; collapsed");
  }

  static CacheResult refreshed() {
    return new CacheResult(
        "RefreshHit",
        "fwd=stale; fwd-status=304; stored",
        Timing.Cache.REFRESH,
        Reason.EXPIRED,
        NOT_ASKED);
  }

  /** Served although it is out of date, because the origin fails. */
  static CacheResult staleOnError(long ttlSeconds) {
    return hit("hit; ttl=" + ttlSeconds + "; detail=stale-if-error");
  }

  static CacheResult stored(int status, Reason why, long originMillis) {
    return new CacheResult(
        "Miss", forwarded(status, why) + "; stored", Timing.Cache.MISS, why, originMillis);
  }

  /**
   * @param why why the origin was asked
   * @param notStored why its response is not kept; empty where that is the same
   */
  static CacheResult passed(int status, Reason why, Optional<Reason> notStored, long originMillis) {
    Reason detail = notStored.orElse(why);
    return new CacheResult(
        "Miss",
        forwarded(status, why) + "; detail=" + detail.word(),
        Timing.Cache.MISS,
        detail,
        originMillis);
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
