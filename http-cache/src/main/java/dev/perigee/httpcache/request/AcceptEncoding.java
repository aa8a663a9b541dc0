package dev.perigee.httpcache.request;

import org.jspecify.annotations.Nullable;

/** Reduces {@code Accept-Encoding} to the few values that make a difference to a cache. */
public final class AcceptEncoding {

  private AcceptEncoding() {}

  /**
   * CloudFront's normalised value: {@code br,gzip}, {@code br}, {@code gzip}, or {@code identity}
   * where the viewer accepts none of the enabled ones (cloudfront.md, A2).
   */
  public static String normalize(@Nullable String header, boolean gzip, boolean brotli) {
    boolean useBrotli = brotli && accepts(header, "br");
    boolean useGzip = gzip && accepts(header, "gzip");
    if (useBrotli) {
      return useGzip ? "br,gzip" : "br";
    }
    return useGzip ? "gzip" : "identity";
  }

  /** Whether a coding is named with a weight above zero (RFC 9110, section 12.5.3). */
  static boolean accepts(@Nullable String header, String coding) {
    if (header == null) {
      return false;
    }
    for (int at = 0; at <= header.length(); ) {
      int end = endOf(header, ',', at, header.length());
      int nameEnd = endOf(header, ';', at, end);
      if (isNamed(header, at, nameEnd, coding)) {
        return nameEnd == end
            || !isZeroWeight(
                header.substring(nameEnd + 1, endOf(header, ';', nameEnd + 1, end)).strip());
      }
      at = end + 1;
    }
    return false;
  }

  /** Where a sign is next; the end where it is not. */
  private static int endOf(String text, char sign, int from, int end) {
    int found = text.indexOf(sign, from, end);
    return found < 0 ? end : found;
  }

  /** Whether what lies between two places is a name, spaces around it aside. */
  private static boolean isNamed(String text, int from, int end, String name) {
    int first = from;
    while (first < end && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    int last = end;
    while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return last - first == name.length() && text.regionMatches(true, first, name, 0, last - first);
  }

  private static boolean isZeroWeight(String parameter) {
    return parameter.matches("[qQ]\\s*=\\s*0(\\.0{0,3})?");
  }
}
