package dev.perigee.edge.viewer;

import io.vertx.core.MultiMap;
import java.util.Map;

/**
 * The form of header fields (RFC 9110, section 5). What HTTP/2 could carry but HTTP/1.1 could not
 * must stop here: the origin would see other fields, or another request, than the edge does.
 */
final class HeaderForm {

  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  private HeaderForm() {}

  /** What {@link #bytes} says of fields that are not well formed. */
  static final int BAD = -1;

  /**
   * Names and values together, each with the two signs that separate it from the next; {@link #BAD}
   * where a name is no token, or a value has control characters.
   */
  static int bytes(MultiMap headers) {
    int bytes = 0;
    for (Map.Entry<String, String> field : headers) {
      String name = field.getKey();
      String value = field.getValue();
      if (!isToken(name) || !isValue(value)) {
        return BAD;
      }
      bytes += name.length() + value.length() + 4;
    }
    return bytes;
  }

  private static boolean isToken(String name) {
    if (name.isEmpty()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!alphanumeric && TOKEN_SIGNS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }
}
