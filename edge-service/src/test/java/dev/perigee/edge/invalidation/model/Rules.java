package dev.perigee.edge.invalidation.model;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.store.Horizon;
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
 */
record Rules(List<String> batches, Set<Weakness> weaknesses, Map<Followed, Invalidations> known) {

  private static final String PATH = "/a";
  private static final String DISTRIBUTION = "E1";

  /** What an edge has followed: the same is known by all edges that have. */
  record Followed(int log, List<Integer> applied) {}

  static Rules of(List<String> batches, Set<Weakness> weaknesses) {
    return new Rules(batches, weaknesses, new HashMap<>());
  }

  boolean lacks(Weakness weakness) {
    return !weaknesses.contains(weakness);
  }

  boolean isUsable(Edge edge, Horizon horizon) {
    Horizon compared =
        lacks(Weakness.COMPARISON_OFF_BY_ONE)
            ? horizon
            : new Horizon(horizon.logId(), horizon.offset() + 1);
    boolean fromBeforeAnyLog = horizon.logId().isEmpty() && edge.log() != 0;
    if (fromBeforeAnyLog && !lacks(Weakness.UNKNOWN_LOG_IS_ANY_LOG)) {
      compared = new Horizon(edge.horizon().logId(), -1);
    }
    Followed followed = new Followed(edge.log(), edge.applied());
    return known
        .computeIfAbsent(followed, this::invalidations)
        .isUsable(DISTRIBUTION, compared, PATH, null, List.of());
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
        Invalidation.of("I" + batch, DISTRIBUTION, List.of(batches.get(batch)), Instant.EPOCH));
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
