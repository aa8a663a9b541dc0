package dev.perigee.origin.catalog;

import dev.perigee.contracts.Origin;
import java.time.Instant;
import java.util.List;

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

  /** A distribution's origins in force. */
  record Distribution(String id, List<Origin> origins) {
    Distribution {
      origins = List.copyOf(origins);
    }
  }

  /** A definition that no distribution has any more. */
  record Superseded(Origin origin, Instant since) {}
}
