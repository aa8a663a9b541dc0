package dev.perigee.contracts;

import java.time.Instant;
import java.util.List;

/**
 * What is no longer to be served from a cache. Its offset in {@link Topics#INVALIDATIONS} says
 * against which responses it counts.
 *
 * @param schema version of this record's form, {@link #SCHEMA}
 * @param id invalidation id, as the API shows it
 * @param distributionId the distribution whose objects are meant
 * @param paths each begins with {@code /}; a trailing {@code *} means every path with that prefix
 * @param acceptedAt when the API accepted it; for people, never compared
 */
public record Invalidation(
    int schema, String id, String distributionId, List<String> paths, Instant acceptedAt) {

  /** The version of the JSON form that this code writes and reads. */
  public static final int SCHEMA = 1;

  public Invalidation {
    Schema.check("Invalidation", schema, SCHEMA);
    paths = List.copyOf(paths);
  }
}
