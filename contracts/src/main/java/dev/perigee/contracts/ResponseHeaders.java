package dev.perigee.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the headers of a response on its way to the viewer (CloudFront: response headers
 * policy).
 *
 * @param id policy id
 * @param cors answers to cross-origin requests; null for none
 * @param set headers to be set, the security headers among them
 * @param remove names of the origin's headers to be left out, in lower case
 * @param serverTimingPercent share of the responses that get a {@code Server-Timing} header, 0 to
 *     100; null for none, not even on request
 */
public record ResponseHeaders(
    String id,
    @Nullable Cors cors,
    List<SetHeader> set,
    List<String> remove,
    @Nullable Double serverTimingPercent) {

  public ResponseHeaders {
    set = List.copyOf(set);
    remove = List.copyOf(remove);
  }

  /**
   * A header of every response.
   *
   * @param override whether it replaces the origin's of that name
   */
  public record SetHeader(String name, String value, boolean override) {}

  /**
   * The headers of cross-origin resource sharing (Fetch standard, section 3.2).
   *
   * @param allowOrigins {@code *}, or origins, which may have a {@code *} for the leftmost label or
   *     for the port
   * @param allowHeaders names, or {@code *}
   * @param allowMethods methods, or {@code ALL}
   * @param exposeHeaders names, or {@code *}
   * @param maxAgeSeconds how long a browser keeps a preflight's answer; null to say nothing
   * @param override whether these replace the origin's
   */
  public record Cors(
      List<String> allowOrigins,
      List<String> allowHeaders,
      List<String> allowMethods,
      List<String> exposeHeaders,
      boolean allowCredentials,
      @Nullable Integer maxAgeSeconds,
      boolean override) {
    public Cors {
      allowOrigins = List.copyOf(allowOrigins);
      allowHeaders = List.copyOf(allowHeaders);
      allowMethods = List.copyOf(allowMethods);
      exposeHeaders = List.copyOf(exposeHeaders);
    }
  }
}
