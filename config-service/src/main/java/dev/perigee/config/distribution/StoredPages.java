package dev.perigee.config.distribution;

import dev.perigee.config.wire.Paging;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a page of distributions in small steps, and ends it early where it gets large: a page may
 * have fewer than were asked for, and clients go on at its marker.
 */
final class StoredPages {

  static final int STEP = 25;
  static final int MAX_BYTES = 2 << 20;

  private StoredPages() {}

  /** Reads some distributions by id. */
  interface Step {

    /** Those after {@code marker}, in order. */
    List<StoredDistribution> read(String marker, int limit);
  }

  static Paging.Page<StoredDistribution> read(Paging paging, Step step) {
    List<StoredDistribution> found = new ArrayList<>();
    long bytes = 0;
    String marker = paging.marker();
    while (found.size() <= paging.maxItems()) {
      int limit = Math.min(STEP, paging.maxItems() + 1 - found.size());
      List<StoredDistribution> next = step.read(marker, limit);
      found.addAll(next);
      if (next.size() < limit) {
        break;
      }
      bytes += next.stream().mapToLong(stored -> stored.config().length).sum();
      if (bytes > MAX_BYTES && found.size() > 1) {
        return new Paging(paging.marker(), Math.min(paging.maxItems(), found.size() - 1))
            .page(found, StoredDistribution::id);
      }
      marker = next.getLast().id();
    }
    return paging.page(found, StoredDistribution::id);
  }
}
