package dev.perigee.origin.catalog;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup.SelectionCriteria;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edge may ask for: an origin, or an origin group.
 *
 * @param origin the origin; of a group the primary
 * @param failover what makes it a group; null for an origin by itself
 */
public record Definition(Origin origin, @Nullable Failover failover) {

  /** What an edge names it by. */
  public String fingerprint() {
    return failover == null ? origin.fingerprint() : failover.fingerprint();
  }

  /**
   * The other member of a group, and when it is asked.
   *
   * @param fingerprint of the group
   * @param statuses of the primary that count as failure
   */
  public record Failover(
      String fingerprint, Origin secondary, List<Integer> statuses, SelectionCriteria selection) {
    public Failover {
      statuses = List.copyOf(statuses);
    }
  }
}
