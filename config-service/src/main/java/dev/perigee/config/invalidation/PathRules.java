package dev.perigee.config.invalidation;

import dev.perigee.config.wire.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.Paths;

/** Which paths and cache tags can be invalidated. */
final class PathRules {

  private static final int MAX_PATHS = 3_000;
  private static final int MAX_CHARACTERS = 4_000;
  private static final int MAX_TAG_CHARACTERS = 256;

  private PathRules() {}

  /** The paths, without repetitions. */
  static List<String> resolve(@Nullable Paths paths) {
    if (paths == null || paths.items().isEmpty()) {
      throw ApiException.invalidArgument("Paths: expected at least one");
    }
    if (paths.items().size() > MAX_PATHS) {
      throw new ApiException(
          "BatchTooLarge", "Paths: " + paths.items().size() + " (expected: <= " + MAX_PATHS + ")");
    }
    paths.items().forEach(PathRules::check);
    return paths.items().stream().distinct().toList();
  }

  private static void check(String path) {
    if (path.startsWith("#")) {
      checkTag(path.substring(1));
      return;
    }
    if (!path.startsWith("/")) {
      throw ApiException.invalidArgument(
          "Paths: " + path + " (expected: to begin with /, or with # for a cache tag)");
    }
    if (path.length() > MAX_CHARACTERS) {
      throw ApiException.invalidArgument(
          "Paths: a path has "
              + path.length()
              + " characters (expected: <= "
              + MAX_CHARACTERS
              + ")");
    }
    int star = path.indexOf('*');
    if (star >= 0 && star < path.length() - 1) {
      throw ApiException.invalidArgument(
          "Paths: " + path + " (expected: * as the last character only)");
    }
    if (path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw ApiException.invalidArgument("Paths: " + path + " (expected: URL-encoded)");
    }
  }

  private static void checkTag(String tag) {
    if (tag.isEmpty() || tag.length() > MAX_TAG_CHARACTERS) {
      throw ApiException.invalidArgument(
          "Paths: a cache tag has "
              + tag.length()
              + " characters (expected: 1 to "
              + MAX_TAG_CHARACTERS
              + ")");
    }
    if (tag.chars().anyMatch(c -> c <= ' ' || c > '~' || c == ',')) {
      throw ApiException.invalidArgument(
          "Paths: #" + tag + " (expected: visible ASCII without a comma)");
    }
    if (tag.endsWith("*")) {
      throw ApiException.invalidArgument(
          "Paths: #" + tag + " (expected: a whole cache tag, which has no wildcard)");
    }
  }
}
