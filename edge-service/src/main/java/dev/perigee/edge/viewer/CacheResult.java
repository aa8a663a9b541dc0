package dev.perigee.edge.viewer;

import dev.perigee.edge.headers.Timing;
import dev.perigee.httpcache.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the cache took part in an answer, for {@code X-Cache} and {@code Cache-Status}.
 *
 * @param word the first word of {@code X-Cache}
 * @param status the parameters of {@code Cache-Status} (RFC 9211); a detail is always among them
 * @param cache the same for {@code Server-Timing}
 * @param tier where the answer came from
 * @param reason what was in the way of an answer from the cache; null for nothing
 * @param originMillis how long the origin took to begin its response; -1 where it was not asked
 */
record CacheResult(
    String word,
    String status,
    Timing.Cache cache,
    Tier tier,
    @Nullable Reason reason,
    long originMillis) {

  private static final long NOT_ASKED = -1;

  static final CacheResult REDIRECT =
      new CacheResult(
          "Redirect", "detail=generated", Timing.Cache.MISS, Tier.EDGE, null, NOT_ASKED);

  /** The edge's own answer. */
  static CacheResult refused(Reason reason) {
    return new CacheResult(
        "Error", "detail=" + reason.word(), Timing.Cache.MISS, Tier.EDGE, reason, NOT_ASKED);
  }

  static CacheResult hit(Tier tier, long ttlSeconds) {
    String status = "hit; ttl=" + ttlSeconds + "; detail=" + tier.word();
    return new CacheResult("Hit", status, Timing.Cache.HIT, tier, null, NOT_ASKED);
  }

  /**
   * Served from what another request was already fetching.
   *
   * @param why why it was fetched
   */
  static CacheResult collapsed(Reason why) {
    String status = "fwd=" + forwarded(why) + "; detail=" + why.word() + "; collapsed";
    return new CacheResult("Hit", status, Timing.Cache.HIT, Tier.SHARED_FETCH, why, NOT_ASKED);
  }

  /**
   * Served from what was stored, which the origin confirmed.
   *
   * @param why why the origin was asked
   */
  static CacheResult refreshed(Reason why) {
    return new CacheResult(
        "RefreshHit",
        "fwd=stale; fwd-status=304; detail=" + why.word() + "; stored",
        Timing.Cache.REFRESH,
        Tier.MEMORY,
        why,
        NOT_ASKED);
  }

  /** Served although it is out of date, because the origin fails. */
  static CacheResult staleOnError(Reason why, long ttlSeconds) {
    return new CacheResult(
        "Hit",
        "hit; ttl=" + ttlSeconds + "; detail=stale-if-error",
        Timing.Cache.HIT,
        Tier.MEMORY,
        why,
        NOT_ASKED);
  }

  /**
   * Served because the origin fails, at an edge that is out of touch: it cannot tell whether the
   * object was purged.
   */
  static CacheResult staleOutOfTouch(long ttlSeconds) {
    return new CacheResult(
        "Hit",
        "hit; ttl=" + ttlSeconds + "; detail=" + Reason.OUT_OF_TOUCH.word(),
        Timing.Cache.HIT,
        Tier.MEMORY,
        Reason.OUT_OF_TOUCH,
        NOT_ASKED);
  }

  /** Served although it is out of date, while it is got anew in the background. */
  static CacheResult staleWhileRevalidated(long ttlSeconds) {
    return new CacheResult(
        "Hit",
        "hit; ttl=" + ttlSeconds + "; detail=stale-while-revalidate",
        Timing.Cache.HIT,
        Tier.MEMORY,
        Reason.EXPIRED,
        NOT_ASKED);
  }

  /**
   * @param why why the origin was asked
   */
  static CacheResult stored(int status, Reason why, long originMillis) {
    return new CacheResult(
        "Miss",
        "fwd=" + forwarded(why) + "; fwd-status=" + status + "; detail=" + why.word() + "; stored",
        Timing.Cache.MISS,
        Tier.ORIGIN,
        why,
        originMillis);
  }

  /**
   * @param why why the origin was asked
   * @param notStored why its response is not kept; empty where that is the same
   */
  static CacheResult passed(int status, Reason why, Optional<Reason> notStored, long originMillis) {
    Reason detail = notStored.orElse(why);
    return new CacheResult(
        "Miss",
        "fwd=" + forwarded(why) + "; fwd-status=" + status + "; detail=" + detail.word(),
        Timing.Cache.MISS,
        Tier.ORIGIN,
        detail,
        originMillis);
  }

  private static String forwarded(Reason why) {
    return switch (why) {
      case NOT_STORED, INVALIDATED -> "uri-miss";
      case EXPIRED, OUT_OF_TOUCH, SOFTLY_INVALIDATED -> "stale";
      case METHOD -> "method";
      case RANGE -> "partial";
      default -> "bypass";
    };
  }
}
