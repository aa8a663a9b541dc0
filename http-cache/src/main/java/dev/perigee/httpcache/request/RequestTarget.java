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
   * The path by which behaviours are matched, in its normal form (RFC 3986, section 6.2.2): what
   * needs no percent-encoding has none, dot segments and empty ones are resolved. An encoded slash
   * is none.
   */
  public String matchPath() {
    String path = PercentEncoding.normalize(rawPath);
    if (!path.contains("//") && !path.contains("/.")) {
      return path;
    }
    List<String> kept = new ArrayList<>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      switch (segments[i]) {
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
