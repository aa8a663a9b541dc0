package dev.perigee.config.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path with labels, and the query flag that tells operations of one path apart, as in {@code
 * /2020-05-31/distribution?WithTags} and {@code /2020-05-31/tagging?Operation=Tag}.
 *
 * <p>Matching is on the raw path: a label is one segment as it was sent, in which {@code %2F} is no
 * separator.
 */
public final class UriTemplate {

  private final List<String> segments;
  private final @Nullable String flagName;
  private final String flagValue;

  private UriTemplate(List<String> segments, @Nullable String flagName, String flagValue) {
    this.segments = segments;
    this.flagName = flagName;
    this.flagValue = flagValue;
  }

  static UriTemplate parse(String requestUri) {
    int mark = requestUri.indexOf('?');
    if (mark < 0) {
      return new UriTemplate(segments(requestUri), null, "");
    }
    String flag = requestUri.substring(mark + 1);
    int equals = flag.indexOf('=');
    return new UriTemplate(
        segments(requestUri.substring(0, mark)),
        equals < 0 ? flag : flag.substring(0, equals),
        equals < 0 ? "" : flag.substring(equals + 1));
  }

  /** Splits a raw path; slashes at its end, which older clients send, do not count. */
  static List<String> segments(String rawPath) {
    int end = rawPath.length();
    while (end > 1 && rawPath.charAt(end - 1) == '/') {
      end--;
    }
    return List.of(rawPath.substring(0, end).split("/", -1));
  }

  /** The decoded labels where the path matches; empty where it does not. */
  Optional<Map<String, String>> match(List<String> rawSegments) {
    if (rawSegments.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String expected = segments.get(i);
      String found = rawSegments.get(i);
      if (expected.startsWith("{")) {
        if (found.isEmpty()) {
          return Optional.empty();
        }
        labels.put(expected.substring(1, expected.length() - 1), Percent.decode(found));
      } else if (!expected.equals(found)) {
        return Optional.empty();
      }
    }
    return Optional.of(labels);
  }

  /** Whether a query flag is part of this template. */
  boolean hasFlag() {
    return flagName != null;
  }

  /** Whether the query carries the flag; true where the template has none. */
  boolean flagMatches(Query query) {
    return flagName == null || query.first(flagName).filter(flagValue::equals).isPresent();
  }

  @Override
  public String toString() {
    String path = String.join("/", segments);
    if (flagName == null) {
      return path;
    }
    return path + "?" + flagName + (flagValue.isEmpty() ? "" : "=" + flagValue);
  }
}
