package dev.perigee.httpcache.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a request points: the path as the viewer wrote it, which goes to the origin, and the query.
 *
 * @param rawPath begins with {@code /}, percent-encoding untouched
 * @param query what follows the first {@code ?}, without it; empty for none
 */
public record RequestTarget(String rawPath, String query) {

  /**
   * Reads the target of a request line: origin-form, or absolute-form whose authority is dropped
   * (RFC 9112, section 3.2). Empty where it is neither, or holds a character that has no place in a
   * target.
   */
  public static Optional<RequestTarget> parse(String target) {
    String rest = target.startsWith("/") ? target : withoutAuthority(target);
    if (rest.isEmpty() || !isClean(rest)) {
      return Optional.empty();
    }
    int mark = rest.indexOf('?');
    return Optional.of(
        mark < 0
            ? new RequestTarget(rest, "")
            : new RequestTarget(rest.substring(0, mark), rest.substring(mark + 1)));
  }

  private static String withoutAuthority(String target) {
    int schemeEnd = target.indexOf("://");
    String scheme = schemeEnd < 0 ? "" : target.substring(0, schemeEnd);
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      return "";
    }
    for (int i = schemeEnd + 3; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == '/') {
        return target.substring(i);
      }
      if (c == '?') {
        return "/" + target.substring(i);
      }
    }
    return "/";
  }

  private static boolean isClean(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c == '#' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /**
   * The path by which behaviours are matched: empty segments and dot segments resolved (RFC 3986,
   * section 5.2.4), an encoded dot counting as a dot.
   */
  public String matchPath() {
    if (!rawPath.contains("//") && !rawPath.contains("/.") && !rawPath.contains("/%2")) {
      return rawPath;
    }
    List<String> kept = new ArrayList<>();
    String[] segments = rawPath.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      switch (segments[i].replace("%2e", ".").replace("%2E", ".")) {
        case "." -> keepTrailingSlash(kept, last);
        case ".." -> {
          if (!kept.isEmpty()) {
            kept.removeLast();
          }
          keepTrailingSlash(kept, last);
        }
        case "" -> keepTrailingSlash(kept, last);
        default -> kept.add(segments[i]);
      }
    }
    return "/" + String.join("/", kept);
  }

  private static void keepTrailingSlash(List<String> kept, boolean last) {
    if (last) {
      kept.add("");
    }
  }
}
