package dev.perigee.config.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An HTTP request as it was sent: nothing decoded, the body complete. */
public final class WireRequest {

  private final String method;
  private final String rawPath;
  private final Query query;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * Makes one.
   *
   * @param method HTTP method
   * @param rawUri path and query as on the request line
   * @param headers names in lower case
   * @param body empty for none
   */
  public WireRequest(String method, String rawUri, Map<String, List<String>> headers, byte[] body) {
    int mark = rawUri.indexOf('?');
    this.method = method;
    this.rawPath = RawPath.normalize(mark < 0 ? rawUri : rawUri.substring(0, mark));
    this.query = Query.parse(mark < 0 ? "" : rawUri.substring(mark + 1));
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  public String method() {
    return method;
  }

  /**
   * The path, not decoded, without empty and dot segments: what is signed is that form, and so it
   * is what is routed.
   */
  public String rawPath() {
    return rawPath;
  }

  public Query query() {
    return query;
  }

  /** All headers, names in lower case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).map(List::getFirst);
  }

  /** Not a copy: nobody writes to it. */
  public byte[] body() {
    return body;
  }
}
