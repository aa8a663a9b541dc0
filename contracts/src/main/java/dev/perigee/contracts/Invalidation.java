package dev.perigee.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is no longer to be served from a cache. Its offset in {@link Topics#INVALIDATIONS} says
 * against which responses it counts.
 *
 * @param schema version of this record's form: {@link #SCHEMA}, or {@link #SCHEMA_WITH_TAGS} where
 *     it names tags. Code that knows no tags cannot take it for applied: it refuses the form
 * @param id invalidation id, as the API shows it
 * @param distributionId the distribution whose objects are meant
 * @param paths each begins with {@code /}; a trailing {@code *} means every path with that prefix
 * @param tags of the responses that are meant, in lower case; empty in a record of old
 * @param acceptedAt when the API accepted it; for people, never compared
 */
public record Invalidation(
    int schema,
    String id,
    String distributionId,
    List<String> paths,
    List<String> tags,
    Instant acceptedAt) {

  /** The version of the JSON form of paths alone. */
  public static final int SCHEMA = 1;

  /** The version of the JSON form with tags. */
  public static final int SCHEMA_WITH_TAGS = 2;

  private static final String TAG = "#";

  public Invalidation {
    Schema.check("Invalidation", schema, schema == SCHEMA_WITH_TAGS ? SCHEMA_WITH_TAGS : SCHEMA);
    paths = List.copyOf(paths);
    tags = tags(tags);
  }

  /**
   * @param items as the API has them: paths, and tags with {@code #} before each
   */
  public static Invalidation of(
      String id, String distributionId, List<String> items, Instant acceptedAt) {
    List<String> paths = items.stream().filter(item -> !item.startsWith(TAG)).toList();
    List<String> tags =
        items.stream()
            .filter(item -> item.startsWith(TAG))
            .map(item -> item.substring(TAG.length()).toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    int schema = tags.isEmpty() ? SCHEMA : SCHEMA_WITH_TAGS;
    return new Invalidation(schema, id, distributionId, paths, tags, acceptedAt);
  }

  private static List<String> tags(@Nullable List<String> tags) {
    return tags == null ? List.of() : List.copyOf(tags);
  }
}
