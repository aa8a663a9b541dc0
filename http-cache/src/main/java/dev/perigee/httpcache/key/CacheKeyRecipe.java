package dev.perigee.httpcache.key;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Selection;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.request.AcceptEncoding;
import dev.perigee.httpcache.request.MediaParameters;
import dev.perigee.httpcache.request.PairSelection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the cache key of a request as its behaviour's policy wants it. Immutable.
 *
 * <p>The key is one string of lines: distribution, path with the selected query, then each selected
 * part under its name. No part can hold a line feed (the HTTP parser refuses it), so two different
 * sets of parts never give the same key.
 */
public final class CacheKeyRecipe {

  /** Begins the names of the headers that edges make; a viewer's own ones count for nothing. */
  public static final String GENERATED_PREFIX = "cloudfront-";

  private final String prefix;
  private final List<String> headers;
  private final List<String> generated;
  private final PairSelection cookies;
  private final PairSelection queryStrings;
  private final boolean gzip;
  private final boolean brotli;

  /**
   * @param space sets the keys of one distribution apart from all others', for example its id
   * @param forwarded query parameters that go to the origin beside those of the policy
   */
  public CacheKeyRecipe(String space, CachePolicy policy, Selection forwarded) {
    this.prefix = space + '\n';
    this.headers =
        policy.headers().names().stream()
            .filter(name -> !name.startsWith(GENERATED_PREFIX))
            .toList();
    this.generated = policy.generated();
    this.cookies = PairSelection.of(policy.cookies());
    this.queryStrings = MediaParameters.keyed(policy.queryStrings(), forwarded);
    this.gzip = policy.gzip();
    this.brotli = policy.brotli();
  }

  /** The key of a request for which the edge has made no headers. */
  public String key(String method, String rawPath, String query, HeaderView request) {
    return key(method, rawPath, query, request, Map.of());
  }

  /**
   * The key of a request.
   *
   * @param method only {@code OPTIONS} makes a difference: GET and HEAD share their object
   * @param rawPath the object's path, the default root object already in place
   * @param made headers that the edge has made for the request, names in lower case
   */
  public String key(
      String method, String rawPath, String query, HeaderView request, Map<String, String> made) {
    StringBuilder key = new StringBuilder(prefix.length() + rawPath.length() + 32);
    key.append(prefix).append(rawPath);
    String selected = queryStrings.ofQuery(query);
    if (!selected.isEmpty()) {
      key.append('?').append(selected);
    }
    if (method.equals("OPTIONS")) {
      key.append("\nmethod OPTIONS");
    }
    if (gzip || brotli) {
      String accepted = AcceptEncoding.normalize(request.combined("accept-encoding"), gzip, brotli);
      if (!accepted.equals("identity")) {
        key.append("\nencoding ").append(accepted);
      }
    }
    for (String name : headers) {
      String value = request.combined(name);
      if (value != null) {
        key.append("\nheader ").append(name).append(' ').append(value);
      }
    }
    for (String name : generated) {
      String value = made.get(name);
      if (value != null) {
        key.append("\nmade ").append(name).append(' ').append(value);
      }
    }
    if (!cookies.selectsNothing()) {
      appendCookies(key, request.combined("cookie"));
    }
    return key.toString();
  }

  private void appendCookies(StringBuilder key, @Nullable String header) {
    String selected = header == null ? "" : cookies.ofCookies(header);
    if (!selected.isEmpty()) {
      key.append("\ncookies ").append(selected);
    }
  }

  /** What follows the path in the key: the selected query, empty for none. */
  public String selectedQuery(String query) {
    return queryStrings.ofQuery(query);
  }
}
