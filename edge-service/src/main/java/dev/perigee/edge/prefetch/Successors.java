package dev.perigee.edge.prefetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.perigee.httpcache.request.RequestTarget;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which segment follows which, as the playlists tell that went by. It knows the distribution's own
 * segments alone, and forgets those that were looked at least where there are too many.
 * Thread-safe.
 */
final class Successors {

  private final Cache<String, RequestTarget> next;

  /**
   * @param maxCharacters of all targets together
   */
  Successors(long maxCharacters) {
    this.next =
        Caffeine.newBuilder()
            .maximumWeight(maxCharacters)
            .weigher((String key, RequestTarget target) ->
                key.length() + target.rawPath().length() + target.query().length())
            .executor(Runnable::run)
            .build();
  }

  /**
   * Takes in a playlist.
   *
   * @param playlist where it lies; its segments' URIs are relative to that
   * @param authority whose absolute URIs count
   */
  void learn(String distributionId, RequestTarget playlist, String authority, String text) {
    RequestTarget before = null;
    for (String uri : Playlist.segments(text)) {
      RequestTarget segment = resolve(playlist, authority, uri);
      if (before != null && segment != null && !segment.equals(before)) {
        next.put(key(distributionId, before.rawPath(), before.query()), segment);
      }
      before = segment;
    }
  }

  private static @Nullable RequestTarget resolve(
      RequestTarget playlist, String authority, String uri) {
    try {
      URI resolved = URI.create("http://" + authority + playlist.rawPath()).resolve(uri);
      if (!authority.equalsIgnoreCase(resolved.getRawAuthority())
          || resolved.getRawPath() == null) {
        return null;
      }
      String query = resolved.getRawQuery();
      String target = resolved.getRawPath() + (query == null ? "" : "?" + query);
      return RequestTarget.parse(target).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * The segment after one. What a viewer adds to the query of its own makes no difference where the
   * playlist has the segment without any.
   */
  Optional<RequestTarget> after(String distributionId, RequestTarget segment) {
    RequestTarget known =
        next.getIfPresent(key(distributionId, segment.rawPath(), segment.query()));
    return Optional.ofNullable(
        known != null || segment.query().isEmpty()
            ? known
            : next.getIfPresent(key(distributionId, segment.rawPath(), "")));
  }

  /** How many segments are known of which another one follows. */
  long size() {
    next.cleanUp();
    return next.estimatedSize();
  }

  private static String key(String distributionId, String path, String query) {
    return distributionId + ' ' + path + '?' + query;
  }
}
