package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The headers that a policy names, in lower case.
 *
 * @param viewer those that come from viewers
 * @param generated those that the edge makes
 */
record HeaderNames(Selection viewer, List<String> generated) {

  static final HeaderNames NONE = new HeaderNames(Selection.NONE, List.of());
  static final HeaderNames ALL = new HeaderNames(Selection.ALL, List.of());

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

  /** Of CloudFront's own list: what belongs to the connection, or is set by other means. */
  private static final Set<String> REFUSED =
      Set.of(
          "cache-control",
          "connection",
          "content-length",
          "cookie",
          "max-forwards",
          "pragma",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "request-range",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-amz-content-sha256",
          "x-forwarded-proto",
          "x-real-ip");

  private static final List<String> REFUSED_PREFIXES = List.of("x-amz-cf-", "x-edge-", "perigee-");

  /** Only an authorized viewer's header, and what the edge normalises, go with the cache key. */
  private static final Set<String> KEY_ONLY = Set.of("accept-encoding", "authorization");

  /** Those of a cache key. */
  static HeaderNames inKey(String path, List<String> names) {
    return of(path, names, GeneratedHeaders::canBeInKey);
  }

  /** Those that are forwarded without being in the cache key. */
  static HeaderNames forwarded(String path, List<String> names) {
    for (String name : names) {
      if (KEY_ONLY.contains(name.toLowerCase(Locale.ROOT))) {
        throw notAllowed(path, name, "it can only be forwarded by a cache policy");
      }
    }
    return of(path, names, GeneratedHeaders::canBeForwarded);
  }

  /** All of the viewer's, and the named ones that the edge makes. */
  static HeaderNames allAndGenerated(String path, List<String> names) {
    HeaderNames chosen = forwarded(path, names);
    if (chosen.viewer.mode() != Selection.Mode.NONE) {
      throw notAllowed(
          path,
          chosen.viewer.names().getFirst(),
          "beside all viewer headers, only headers of CloudFront's own can be named");
    }
    return new HeaderNames(Selection.ALL, chosen.generated);
  }

  /** All of the viewer's but those named. */
  static HeaderNames allExcept(String path, List<String> names) {
    return new HeaderNames(
        Selection.allExcept(names.stream().map(name -> lowerCase(path, name)).distinct().toList()),
        List.of());
  }

  private static HeaderNames of(String path, List<String> names, Predicate<String> generatable) {
    List<String> viewer = new ArrayList<>();
    List<String> generated = new ArrayList<>();
    for (String name : names) {
      String lower = lowerCase(path, name);
      if (!lower.startsWith(GeneratedHeaders.PREFIX)) {
        if (REFUSED.contains(lower) || REFUSED_PREFIXES.stream().anyMatch(lower::startsWith)) {
          throw notAllowed(path, name, "it is not a header that can be selected");
        }
        viewer.add(lower);
      } else if (generatable.test(lower)) {
        generated.add(lower);
      } else if (GeneratedHeaders.canBeForwarded(lower)) {
        throw notAllowed(path, name, "it can be in an origin request policy only");
      } else {
        throw notAllowed(path, name, "Perigee makes no such header");
      }
    }
    return new HeaderNames(
        Selection.only(viewer.stream().distinct().toList()),
        generated.stream().distinct().toList());
  }

  private static String lowerCase(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      throw ApiException.invalidArgument(path + ": " + name + " (expected: the name of a header)");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private static ApiException notAllowed(String path, String name, String why) {
    return ApiException.invalidArgument(path + ": " + name + " is not allowed: " + why);
  }
}
