package dev.perigee.httpcache.request;

/** Gives equivalent percent-encodings of a path one spelling (RFC 3986, section 6.2.2). */
public final class PercentEncoding {

  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  /**
   * Decodes what needs no encoding and writes the other escapes in upper case. A stray {@code %} is
   * left as it is.
   */
  public static String normalize(String path) {
    int percent = path.indexOf('%');
    if (percent < 0) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length()).append(path, 0, percent);
    for (int i = percent; i < path.length(); i++) {
      char c = path.charAt(i);
      int octet = c == '%' && i + 2 < path.length() ? octet(path, i + 1) : -1;
      if (octet < 0) {
        out.append(c);
        continue;
      }
      if (isUnreserved(octet)) {
        out.append((char) octet);
      } else {
        out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
      }
      i += 2;
    }
    return out.toString();
  }

  private static int octet(String path, int at) {
    int high = Character.digit(path.charAt(at), 16);
    int low = Character.digit(path.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static boolean isUnreserved(int octet) {
    return octet >= 'a' && octet <= 'z'
        || octet >= 'A' && octet <= 'Z'
        || octet >= '0' && octet <= '9'
        || octet == '-'
        || octet == '.'
        || octet == '_'
        || octet == '~';
  }
}
