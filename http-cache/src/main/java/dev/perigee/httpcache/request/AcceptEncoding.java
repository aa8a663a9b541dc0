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
    for (String element : header.split(",", -1)) {
      String[] parts = element.split(";", -1);
      if (parts[0].strip().equalsIgnoreCase(coding)) {
        return parts.length < 2 || !isZeroWeight(parts[1].strip());
      }
    }
    return false;
  }

  private static boolean isZeroWeight(String parameter) {
    return parameter.matches("[qQ]\\s*=\\s*0(\\.0{0,3})?");
  }
}
