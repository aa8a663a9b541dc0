package dev.perigee.edge.headers;

import dev.perigee.httpcache.request.Glob;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The request headers that a policy allows across origins. A name with {@code *} stands for those
 * of a request that match it, as browsers do not know such names; {@code *} alone they do.
 * Immutable.
 */
final class RequestHeaderList {

  private final List<String> names;
  private final List<Glob> patterns;

  RequestHeaderList(List<String> allowed) {
    this.names =
        allowed.contains("*")
            ? allowed.stream().filter(name -> isPlain(name) || name.equals("*")).toList()
            : allowed.stream().filter(RequestHeaderList::isPlain).toList();
    this.patterns =
        allowed.contains("*")
            ? List.of()
            : allowed.stream()
                .filter(name -> !isPlain(name))
                .map(name -> new Glob(name.toLowerCase(Locale.ROOT)))
                .toList();
  }

  private static boolean isPlain(String name) {
    return name.indexOf('*') < 0;
  }

  /**
   * The value of {@code Access-Control-Allow-Headers}, empty for none.
   *
   * @param requested the value of {@code Access-Control-Request-Headers}; null for none
   */
  String allowed(@Nullable String requested) {
    if (patterns.isEmpty() || requested == null) {
      return String.join(", ", names);
    }
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(names);
    for (String name : requested.split(",", -1)) {
      String plain = name.strip().toLowerCase(Locale.ROOT);
      if (patterns.stream().anyMatch(pattern -> pattern.matches(plain))) {
        all.add(name.strip());
      }
    }
    return String.join(", ", all);
  }
}
