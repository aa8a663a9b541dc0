package dev.perigee.edge.request;

import java.util.Locale;

/** The name in a {@code Host} header. */
public final class HostName {

  private HostName() {}

  /** The host in lower case, without a port and without the root's dot. */
  public static String of(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    String trimmed = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return trimmed.toLowerCase(Locale.ROOT);
  }
}
