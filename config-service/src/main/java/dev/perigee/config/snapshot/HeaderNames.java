package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.Selection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of viewer headers that a policy selects. */
final class HeaderNames {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final String GENERATED = "cloudfront-";

  private HeaderNames() {}

  static Selection only(String path, List<String> names) {
    return Selection.only(lowerCase(path, names));
  }

  static Selection allExcept(String path, List<String> names) {
    return Selection.allExcept(lowerCase(path, names));
  }

  private static List<String> lowerCase(String path, List<String> names) {
    return names.stream().map(name -> lowerCase(path, name)).distinct().toList();
  }

  private static String lowerCase(String path, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      throw ApiException.invalidArgument(path + ": " + name + " (expected: the name of a header)");
    }
    if (lower.startsWith(GENERATED)) {
      throw NotSupportedYet.refusal(path + " with " + name + ", a header that CloudFront makes");
    }
    return lower;
  }
}
