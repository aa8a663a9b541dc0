package dev.perigee.origin.fetch;

import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.OriginFetch;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which headers pass through an intermediary (RFC 9110, section 7.6.1): neither those that speak of
 * one connection, nor those that {@code Connection} names, nor ours. Framing headers do not pass
 * either; each side is given its own.
 */
final class HeaderRules {

  private static final Set<String> ONE_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length");

  /** These never go to an origin besides: the origin has its own host, and we await its consent. */
  private static final Set<String> NOT_TO_ORIGIN = Set.of("host", "expect");

  private HeaderRules() {}

  /** Copies what an origin is to see of an edge's headers, and adds the origin's custom ones. */
  static void copyRequest(MultiMap from, List<HeaderField> custom, MultiMap to) {
    Set<String> named = namedByConnection(from);
    for (Map.Entry<String, String> header : from) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (passes(name, named) && !NOT_TO_ORIGIN.contains(name)) {
        to.add(name, header.getValue());
      }
    }
    for (HeaderField header : custom) {
      to.set(header.name(), header.value());
    }
  }

  /** Copies what an edge is to see of an origin's headers. */
  static void copyResponse(MultiMap from, MultiMap to) {
    Set<String> named = namedByConnection(from);
    for (Map.Entry<String, String> header : from) {
      if (passes(header.getKey().toLowerCase(Locale.ROOT), named)) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  private static boolean passes(String name, Set<String> named) {
    return !ONE_HOP.contains(name) && !name.startsWith(OriginFetch.PREFIX) && !named.contains(name);
  }

  private static Set<String> namedByConnection(MultiMap headers) {
    if (!headers.contains("connection")) {
      return Set.of();
    }
    Set<String> named = new HashSet<>();
    for (String value : headers.getAll("connection")) {
      for (String name : value.split(",", -1)) {
        named.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return named;
  }
}
