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
 *     it names tags, or {@link #SCHEMA_SOFT} where it is soft. Code that does not know of that
 *     cannot take it for applied: it refuses the form
 * @param id invalidation id, as the API shows it
 * @param distributionId the distribution whose objects are meant
 * @param paths each begins with {@code /}; a trailing {@code *} means every path with that prefix
 * @param tags of the responses that are meant, in lower case; empty in a record of old
 * @param effect what becomes of what is meant; {@code HARD} in a record of old
 * @param acceptedAt when the API accepted it; for people, never compared
 */
public record Invalidation(
    int schema,
    String id,
    String distributionId,
    List<String> paths,
    List<String> tags,
    InvalidationEffect effect,
    Instant acceptedAt) {

  /** The version of the JSON form of paths alone. */
  public static final int SCHEMA = 1;

  /** The version of the JSON form with tags. */
  public static final int SCHEMA_WITH_TAGS = 2;

  /** The version of the JSON form with an effect. */
  public static final int SCHEMA_SOFT = 3;

  private static final String TAG = "#";

  public Invalidation {
    Schema.check("Invalidation", schema, Math.clamp(schema, SCHEMA, SCHEMA_SOFT));
    paths = List.copyOf(paths);
    tags = tags(tags);
    effect = effect(effect);
  }

  /**
   * @param items as the API has them: paths, and tags with {@code #} before each
   */
  public static Invalidation of(
      String id,
      String distributionId,
      List<String> items,
      InvalidationEffect effect,
      Instant acceptedAt) {
    List<String> paths = items.stream().filter(item -> !item.startsWith(TAG)).toList();
    List<String> tags =
        items.stream()
            .filter(item -> item.startsWith(TAG))
            .map(item -> item.substring(TAG.length()).toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    return new Invalidation(
        schema(tags, effect), id, distributionId, paths, tags, effect, acceptedAt);
  }

  /** A hard one. */
  public static Invalidation of(
      String id, String distributionId, List<String> items, Instant acceptedAt) {
    return of(id, distributionId, items, InvalidationEffect.HARD, acceptedAt);
  }

  private static int schema(List<String> tags, InvalidationEffect effect) {
    return switch (effect) {
      case SOFT -> SCHEMA_SOFT;
      case HARD -> tags.isEmpty() ? SCHEMA : SCHEMA_WITH_TAGS;
    };
  }

  private static InvalidationEffect effect(@Nullable InvalidationEffect effect) {
    return effect == null ? InvalidationEffect.HARD : effect;
  }

  private static List<String> tags(@Nullable List<String> tags) {
    return tags == null ? List.of() : List.copyOf(tags);
  }
}
