package dev.perigee.edge.viewer;

import dev.perigee.edge.fill.FillRequest;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import io.netty.buffer.ByteBuf;

/** What a store has under a key. */
sealed interface Lookup {

  /**
   * It may be used as it is.
   *
   * @param body given over with one reference
   */
  record Usable(StoredResponse response, ByteBuf body, Use use) implements Lookup {

    /** How the cache took part in an answer from it. */
    CacheResult result(Tier tier) {
      long ttl = response.secondsLeft(System.currentTimeMillis());
      return switch (use) {
        case FRESH -> CacheResult.hit(tier, ttl);
        case LAPSED -> CacheResult.staleWhileRevalidated(ttl);
        case STANDING_IN -> CacheResult.staleOnError(Reason.EXPIRED, ttl);
      };
    }
  }

  /** Why a stored response may be used. */
  enum Use {
    /** It is within its time. */
    FRESH,
    /** Beyond it, but it may be used while it is got anew in the background (RFC 5861). */
    LAPSED,
    /** Beyond it, but the origin failed a moment ago and is left alone for a while. */
    STANDING_IN
  }

  /** It needs the origin's word first. */
  record Stale(FillRequest.Stale stale, Reason reason) implements Lookup {}

  /** There is nothing to use. */
  record Miss(Reason reason) implements Lookup {}
}
