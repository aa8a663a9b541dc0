package dev.perigee.config.resource;

import dev.perigee.config.wire.ApiException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What policies, keys and their groups are called, and what is said of them. */
public final class ResourceNames {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final int MAX_COMMENT_CHARACTERS = 128;

  private ResourceNames() {}

  /**
   * Refuses a name or comment that CloudFront would.
   *
   * @param path of the configuration, for the message
   * @param comment null for none
   */
  public static void check(String path, String name, @Nullable String comment) {
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
