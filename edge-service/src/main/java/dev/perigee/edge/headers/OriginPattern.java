package dev.perigee.edge.headers;

import java.util.regex.Pattern;

/**
 * Origins that a policy allows (cloudfront.md, A7): {@code *} may stand for the leftmost labels of
 * the host and in the port. Without a scheme every scheme matches; without a port, only an origin
 * without one. Immutable.
 */
final class OriginPattern {

  private static final String ANY_SCHEME = "(?:[a-z][a-z0-9+.-]*://)?";

  private final Pattern pattern;

  OriginPattern(String text) {
    int schemeEnd = text.indexOf("://");
    String scheme = schemeEnd < 0 ? ANY_SCHEME : Pattern.quote(text.substring(0, schemeEnd + 3));
    String rest = schemeEnd < 0 ? text : text.substring(schemeEnd + 3);
    int colon = rest.lastIndexOf(':');
    boolean hasPort = colon > rest.lastIndexOf(']');
    String host = hasPort ? rest.substring(0, colon) : rest;
    String port = hasPort ? port(rest.substring(colon + 1)) : "";
    this.pattern = Pattern.compile(scheme + glob(host, "[^:/]*") + port, Pattern.CASE_INSENSITIVE);
  }

  private static String port(String text) {
    return text.equals("*") ? "(?::[0-9]*)?" : ":" + glob(text, "[0-9]*");
  }

  private static String glob(String text, String any) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      regex
          .append(regex.isEmpty() ? "" : any)
          .append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
    }
    return regex.toString();
  }

  boolean matches(String origin) {
    return pattern.matcher(origin).matches();
  }
}
