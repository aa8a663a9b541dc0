package dev.perigee.edge.invalidation.model;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.freshness.Lifetime;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules by which the parts of the model decide. Whether a response is of use is asked of the
 * edge's own {@link Invalidations}, which have been given the edge's part of the log.
 *
 * @param batches each one's path
 * @param effect of all batches
 */
record Rules(
    List<String> batches,
    InvalidationEffect effect,
    Set<Weakness> weaknesses,
    Map<Followed, Invalidations> known) {

  private static final String PATH = "/a";
  private static final String DISTRIBUTION = "E1";
  private static final ResponseHead HEAD = new ResponseHead(200, List.of());
  private static final Lifetime LIFETIME =
      new Lifetime(Duration.ofDays(1), Duration.ZERO, Duration.ZERO);

  /** What an edge has followed: the same is known by all edges that have. */
  record Followed(int log, List<Integer> applied) {}

  static Rules of(List<String> batches, InvalidationEffect effect, Set<Weakness> weaknesses) {
    return new Rules(batches, effect, weaknesses, new HashMap<>());
  }

  boolean lacks(Weakness weakness) {
    return !weaknesses.contains(weakness);
  }

  /** Whether a response may be used as it is. */
  boolean isUsable(Edge edge, Horizon horizon) {
    return isJudged(edge, horizon, true);
  }

  /** Whether the origin may confirm a response, which is used then. */
  boolean mayBeConfirmed(Edge edge, Horizon horizon) {
    return isJudged(edge, horizon, false);
  }

  /**
   * When the origin was last asked of what a response confirms. A soft batch takes its word for the
   * body; with hard ones alone, the body is as old as ever.
   */
  int confirmed(Copy stale, Copy coming) {
    return effect == InvalidationEffect.SOFT ? coming.since() : stale.since();
  }

  private boolean isJudged(Edge edge, Horizon horizon, boolean asItIs) {
    Horizon compared =
        lacks(Weakness.COMPARISON_OFF_BY_ONE)
            ? horizon
            : new Horizon(horizon.logId(), horizon.offset() + 1);
    boolean fromBeforeAnyLog = horizon.logId().isEmpty() && edge.log() != 0;
    if (fromBeforeAnyLog && !lacks(Weakness.UNKNOWN_LOG_IS_ANY_LOG)) {
      compared = new Horizon(edge.horizon().logId(), -1);
    }
    Followed followed = new Followed(edge.log(), edge.applied());
    Invalidations knows = known.computeIfAbsent(followed, this::invalidations);
    return asItIs
        ? knows.isUsable(DISTRIBUTION, compared, PATH, null, List.of())
        : knows.isUsable(DISTRIBUTION, stored(compared), null);
  }

  private static StoredResponse stored(Horizon horizon) {
    return new StoredResponse(HEAD, Unpooled.EMPTY_BUFFER, PATH, horizon, 0, LIFETIME);
  }

  private Invalidations invalidations(Followed followed) {
    Invalidations made = new Invalidations(100, 1 << 20, 1 << 20);
    if (followed.log() != 0) {
      made.started("log " + followed.log(), 0);
    }
    for (int offset = 0; offset < followed.applied().size(); offset++) {
      made.record(offset, DISTRIBUTION, record(followed.applied().get(offset)));
    }
    return made;
  }

  private byte[] record(int batch) {
    return ContractJson.write(
        Invalidation.of(
            "I" + batch, DISTRIBUTION, List.of(batches.get(batch)), effect, Instant.EPOCH));
  }

  boolean trustsItsCache(Edge edge) {
    return edge.up()
        && edge.reading()
        && (edge.telling()
            || !lacks(Weakness.TRUST_WITHOUT_STATUS)
            || !lacks(Weakness.RESTARTED_WITH_ITS_CACHE));
  }

  /** Guarantee 1, broken: a completed batch matches whose acceptance came after the fetch began. */
  boolean isPurged(Copy copy, int completed) {
    for (int batch = copy.since(); batch < batches.size(); batch++) {
      if ((completed & 1 << batch) != 0 && matches(batches.get(batch))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String batch) {
    return batch.endsWith("*")
        ? PATH.startsWith(batch.substring(0, batch.length() - 1))
        : PATH.equals(batch);
  }
}
