package dev.perigee.config.keys;

import dev.perigee.config.wire.ApiException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What keys and their groups are called, and what is said of them. */
final class KeyNames {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final int MAX_COMMENT_CHARACTERS = 128;

  private KeyNames() {}

  static void check(String path, String name, @Nullable String comment) {
    if (!NAME.matcher(name).matches()) {
      throw ApiException.invalidArgument(
          path + ".Name: " + name + " (expected: 1 to 128 letters, digits, - and _)");
    }
    if (comment != null && comment.length() > MAX_COMMENT_CHARACTERS) {
      throw ApiException.invalidArgument(
          path
              + ".Comment: "
              + comment.length()
              + " characters (expected: <= "
              + MAX_COMMENT_CHARACTERS
              + ")");
    }
  }
}
