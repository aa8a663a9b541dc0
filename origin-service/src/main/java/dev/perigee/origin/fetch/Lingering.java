package dev.perigee.origin.fetch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which complete responses answer other edges for a moment longer. Between the end of a fetch and
 * the moment at which the first edge has put the object where others find it, they would ask the
 * origin once more. Only what lives much longer than that lingers: nobody is to see its age.
 */
final class Lingering {

  /** So long an object must live that a second does not count. */
  private static final long LEAST_SECONDS = 60;

  private static final Set<Integer> STATUSES = Set.of(200, 206);
  private static final Set<String> FORBIDDING = Set.of("no-store", "no-cache", "private");
  private static final Pattern AGE = Pattern.compile("(?:s-maxage|max-age)\\s*=\\s*\"?(\\d{1,12})");

  private Lingering() {}

  /** Whether a response may linger. */
  static boolean isFor(SharedHead head) {
    return STATUSES.contains(head.status()) && livesLong(head.fields());
  }

  private static boolean livesLong(List<Map.Entry<String, String>> fields) {
    long shortest = -1;
    for (Map.Entry<String, String> field : fields) {
      if (!field.getKey().equalsIgnoreCase("cache-control")) {
        continue;
      }
      for (String directive : field.getValue().toLowerCase(Locale.ROOT).split(",", -1)) {
        String word = directive.strip();
        if (FORBIDDING.stream().anyMatch(word::startsWith)) {
          return false;
        }
        Matcher age = AGE.matcher(word);
        if (age.lookingAt()) {
          long seconds = Long.parseLong(age.group(1));
          shortest = shortest < 0 ? seconds : Math.min(shortest, seconds);
        }
      }
    }
    return shortest >= LEAST_SECONDS;
  }
}
