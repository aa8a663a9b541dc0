package dev.perigee.origin.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What really answers for a domain that tenants name: the operator's entry in {@code
 * perigee.origin.endpoints}.
 *
 * @param suffix the domain, lower case; a tenant's domain is it, or is what it is preceded by and a
 *     dot
 * @param host name or address literal to connect to
 * @param authority host for the {@code Host} header, with the port where it is not the scheme's own
 * @param region for signatures; empty for what the tenant's domain says
 * @param credentials for signatures
 */
record Endpoint(
    String suffix,
    boolean tls,
    String host,
    int port,
    String authority,
    Style style,
    Optional<String> region,
    Optional<Credentials> credentials) {

  private static final Set<String> PARAMETERS = Set.of("style", "region");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** Where what precedes the suffix goes: for S3, the bucket's name. */
  enum Style {
    /** Nowhere: the tenant's domain stays the request's {@code Host}. */
    UNCHANGED,
    /** In front of the path. */
    PATH,
    /** In front of the endpoint's host name. */
    VIRTUAL_HOST
  }

  /**
   * Reads {@code suffix=URL}.
   *
   * @throws IllegalArgumentException with what was expected, and without the credentials
   */
  static Endpoint parse(String entry) {
    int equals = entry.indexOf('=');
    if (equals < 1) {
      throw malformed(entry, "domain-suffix=URL");
    }
    String suffix = entry.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    URI url = url(suffix, entry.substring(equals + 1).strip());
    boolean tls = "https".equals(url.getScheme());
    int usual = tls ? HTTPS_PORT : HTTP_PORT;
    int port = url.getPort() < 0 ? usual : url.getPort();
    Map<String, String> parameters = parameters(suffix, url.getRawQuery());
    return new Endpoint(
        suffix,
        tls,
        url.getHost(),
        port,
        port == usual ? url.getHost() : url.getHost() + ":" + port,
        style(suffix, parameters.get("style")),
        Optional.ofNullable(parameters.get("region")),
        credentials(suffix, url.getRawUserInfo()));
  }

  private static URI url(String suffix, String text) {
    try {
      URI url = new URI(text);
      boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean bare = url.getRawPath() == null || url.getRawPath().matches("/?");
      if (known && url.getHost() != null && bare) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Its message shows the whole URL, credentials included: told below without.
    }
    throw malformed(suffix, "http[s]://[KEY:SECRET@]host[:port][?style=...&region=...]");
  }

  private static Map<String, String> parameters(String suffix, @Nullable String query) {
    Map<String, String> parameters = new HashMap<>();
    if (query == null) {
      return parameters;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !PARAMETERS.contains(name)) {
        throw malformed(suffix, "URL parameters style and region, not " + name);
      }
      parameters.put(name, decode(pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static Style style(String suffix, @Nullable String text) {
    return switch (text) {
      case null -> Style.UNCHANGED;
      case "path" -> Style.PATH;
      case "virtual-host" -> Style.VIRTUAL_HOST;
      default -> throw malformed(suffix, "style=path or style=virtual-host, not " + text);
    };
  }

  private static Optional<Credentials> credentials(String suffix, @Nullable String userInfo) {
    if (userInfo == null) {
      return Optional.empty();
    }
    int colon = userInfo.indexOf(':');
    if (colon < 1 || colon == userInfo.length() - 1) {
      throw malformed(suffix, "KEY:SECRET in front of @, percent-encoded");
    }
    return Optional.of(
        new Credentials(
            decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1))));
  }

  /** Percent-decoding in which a plus sign stays one. */
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException malformed(String entry, String expected) {
    return new IllegalArgumentException(
        "perigee.origin.endpoints: " + entry + " (expected: " + expected + ")");
  }
}
