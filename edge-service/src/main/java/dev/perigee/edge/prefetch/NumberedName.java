package dev.perigee.edge.prefetch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A segment's path whose name ends with a number: {@code /live/video-00042.m4s}.
 *
 * @param stem all of the path before the number
 * @param number with as many digits as the path has
 * @param ending what follows it
 */
record NumberedName(String stem, String number, String ending) {

  /** Files of other types that end with a number are seldom parts of one stream. */
  private static final Pattern FORM =
      Pattern.compile("(.*[^0-9])([0-9]{1,18})(\\.(?:ts|m4s|m4v|m4a|cmfv|cmfa|cmft))");

  /** Empty where a path is none of a numbered segment. */
  static Optional<NumberedName> of(String path) {
    Matcher matcher = FORM.matcher(path);
    return matcher.matches()
        ? Optional.of(new NumberedName(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** The path of the one after it. */
  String next() {
    String digits = Long.toString(Long.parseLong(number) + 1);
    return stem + "0".repeat(Math.max(0, number.length() - digits.length())) + digits + ending;
  }
}
