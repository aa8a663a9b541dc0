package dev.perigee.origin.catalog;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every definition that an edge may ask for, as it lies in the state directory.
 *
 * @param schema version of this form, {@link #SCHEMA}
 * @param logId which log of the topic the definitions came from; empty for none
 */
record SavedCatalog(
    int schema, String logId, List<Distribution> distributions, List<Superseded> superseded) {

  static final int SCHEMA = 1;

  SavedCatalog {
    if (schema != SCHEMA) {
      throw new IllegalArgumentException("schema: " + schema + " (expected: " + SCHEMA + ")");
    }
    distributions = List.copyOf(distributions);
    superseded = List.copyOf(superseded);
  }

  static SavedCatalog empty() {
    return new SavedCatalog(SCHEMA, "", List.of(), List.of());
  }

  /**
   * A distribution's origins in force.
   *
   * @param groups its origin groups; absent in what older code wrote, which knew none
   */
  record Distribution(String id, List<Origin> origins, @Nullable List<OriginGroup> groups) {
    Distribution {
      origins = List.copyOf(origins);
      groups = groups == null ? List.of() : List.copyOf(groups);
    }

    /** What edges may ask for: each origin, and each group that has a fingerprint. */
    List<Definition> definitions() {
      List<Definition> definitions = new ArrayList<>();
      Map<String, Origin> byId = new HashMap<>();
      for (Origin origin : origins) {
        byId.put(origin.id(), origin);
        definitions.add(new Definition(origin, null));
      }
      for (OriginGroup group : groups == null ? List.<OriginGroup>of() : groups) {
        Origin primary = byId.get(group.primary());
        Origin secondary = byId.get(group.secondary());
        if (group.fingerprint() != null && primary != null && secondary != null) {
          definitions.add(
              new Definition(
                  primary,
                  new Definition.Failover(
                      group.fingerprint(),
                      secondary,
                      group.failoverStatuses(),
                      group.selection())));
        }
      }
      return definitions;
    }
  }

  /**
   * A definition that no distribution has any more.
   *
   * @param failover what made it a group; null for an origin by itself
   */
  record Superseded(Origin origin, Definition.@Nullable Failover failover, Instant since) {

    static Superseded of(Definition definition, Instant since) {
      return new Superseded(definition.origin(), definition.failover(), since);
    }

    Definition definition() {
      return new Definition(origin, failover);
    }
  }
}
