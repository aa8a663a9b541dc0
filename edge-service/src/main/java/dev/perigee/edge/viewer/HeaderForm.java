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

  /** Whether all names are tokens, and no value has control characters. */
  static boolean isGood(MultiMap headers) {
    for (Map.Entry<String, String> field : headers) {
      if (!isToken(field.getKey()) || !isValue(field.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Names and values together, each with the two signs that separate it from the next. */
  static int bytes(MultiMap headers) {
    int bytes = 0;
    for (Map.Entry<String, String> field : headers) {
      bytes += field.getKey().length() + field.getValue().length() + 4;
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
