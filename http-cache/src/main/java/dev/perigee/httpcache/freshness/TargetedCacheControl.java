package dev.perigee.httpcache.freshness;

import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.structured.Dictionary;
import java.util.Map;
import java.util.Optional;

/**
 * {@code CDN-Cache-Control}: directives for the caches of a content delivery network alone, which
 * take the place of {@code Cache-Control} and {@code Expires} (RFC 9213).
 *
 * <p>Unlike {@code Cache-Control} it is a structured field: one that is empty or breaks the syntax
 * counts as absent, and so does a directive whose value is of another type than its own.
 */
final class TargetedCacheControl {

  private TargetedCacheControl() {}

  /** Empty where the field is absent, empty or malformed. */
  static Optional<CacheControl> of(HeaderView headers) {
    String field = headers.combined("cdn-cache-control");
    return field == null
        ? Optional.empty()
        : Dictionary.parse(field)
            .filter(members -> !members.isEmpty())
            .map(TargetedCacheControl::directives);
  }

  private static CacheControl directives(Map<String, Object> members) {
    CacheControl.Directives found = new CacheControl.Directives();
    members.forEach((name, value) -> {
      switch (value) {
        case Boolean is when is && !takesSeconds(name) -> found.add(name, null);
        case Long seconds when seconds >= 0 && takesSeconds(name) ->
            found.add(name, seconds.toString());
        case String names when takesNames(name) -> found.add(name, names);
        default -> {}
      }
    });
    return found.build();
  }

  private static boolean takesSeconds(String name) {
    return switch (name) {
      case "max-age", "s-maxage", "stale-while-revalidate", "stale-if-error" -> true;
      default -> false;
    };
  }

  private static boolean takesNames(String name) {
    return name.equals("no-cache") || name.equals("private");
  }
}
