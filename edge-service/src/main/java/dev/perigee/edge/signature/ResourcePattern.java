package dev.perigee.edge.signature;

import dev.perigee.httpcache.request.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The URLs that a policy allows (cloudfront.md, A10): {@code *} and {@code ?} match within one of
 * the four sections protocol, domain, path and query. A {@code *} at the end of the domain stands
 * for any path and query too, one at the end of the path for any query. Immutable.
 *
 * <p>A {@code ?} after the domain may begin the query or stand for one character. The text does not
 * say which; it is read in each way, and a URL matches if it does in one.
 */
final class ResourcePattern {

  private static final int MOST_READINGS = 16;

  private final Glob protocol;
  private final Glob domain;
  private final List<Reading> readings;

  private record Reading(Glob path, Glob query) {}

  private ResourcePattern(Glob protocol, Glob domain, List<Reading> readings) {
    this.protocol = protocol;
    this.domain = domain;
    this.readings = readings;
  }

  /**
   * @throws IllegalArgumentException where the text begins with no protocol and no {@code *}
   */
  static ResourcePattern parse(String text) {
    int protocolEnd = text.indexOf("://");
    if (protocolEnd < 0 && !text.startsWith("*")) {
      throw new IllegalArgumentException(text + " (expected: http://, https:// or *)");
    }
    String protocol = protocolEnd < 0 ? "*" : text.substring(0, protocolEnd);
    String rest = protocolEnd < 0 ? text : text.substring(protocolEnd + 3);
    int slash = rest.indexOf('/');
    String domain = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? (domain.endsWith("*") ? "/*" : "/") : rest.substring(slash);
    return new ResourcePattern(
        new Glob(protocol.toLowerCase(Locale.ROOT)),
        new Glob(domain.toLowerCase(Locale.ROOT)),
        readings(path));
  }

  private static List<Reading> readings(String text) {
    List<Reading> readings = new ArrayList<>();
    readings.add(new Reading(new Glob(text), new Glob(text.endsWith("*") ? "*" : "")));
    int mark = text.indexOf('?');
    while (mark >= 0 && readings.size() < MOST_READINGS) {
      boolean escaped = text.charAt(mark - 1) == '\\';
      String path = text.substring(0, escaped ? mark - 1 : mark);
      readings.add(new Reading(new Glob(path), new Glob(text.substring(mark + 1))));
      mark = text.indexOf('?', mark + 1);
    }
    return List.copyOf(readings);
  }

  boolean matches(String url) {
    int protocolEnd = url.indexOf("://");
    int slash = url.indexOf('/', protocolEnd + 3);
    int mark = url.indexOf('?', slash);
    String path = mark < 0 ? url.substring(slash) : url.substring(slash, mark);
    String query = mark < 0 ? "" : url.substring(mark + 1);
    return protocol.matches(url.substring(0, protocolEnd))
        && domain.matches(url.substring(protocolEnd + 3, slash).toLowerCase(Locale.ROOT))
        && readings.stream()
            .anyMatch(reading -> reading.path().matches(path) && reading.query().matches(query));
  }
}
