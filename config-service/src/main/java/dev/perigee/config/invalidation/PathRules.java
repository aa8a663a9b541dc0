package dev.perigee.config.invalidation;

import dev.perigee.config.wire.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.Paths;

/** Which paths can be invalidated. */
final class PathRules {

  private static final int MAX_PATHS = 3_000;
  private static final int MAX_CHARACTERS = 4_000;

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
      throw ApiException.invalidArgument(
          "Paths: " + path + ": Perigee does not support invalidation by tag yet");
    }
    if (!path.startsWith("/")) {
      throw ApiException.invalidArgument("Paths: " + path + " (expected: to begin with /)");
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
}
