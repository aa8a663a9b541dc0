package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.ResponseHeaders.Cors;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCorsConfig;

/** Resolves what a response headers policy says of cross-origin requests. */
final class CorsResolver {

  private static final String ANY = "*";
  private static final String ALL_METHODS = "ALL";

  /** A {@code *} may stand for the leftmost label and for the port. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*://)?(\\*\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*"
              + "(:([0-9]{1,5}|\\*))?");

  private CorsResolver() {}

  static Cors resolve(String path, ResponseHeadersPolicyCorsConfig config) {
    List<String> origins = config.accessControlAllowOrigins().items();
    List<String> headers = config.accessControlAllowHeaders().items();
    List<String> methods = config.accessControlAllowMethods().itemsAsStrings();
    List<String> exposed =
        config.accessControlExposeHeaders() == null
            ? List.of()
            : config.accessControlExposeHeaders().items();
    checkOrigins(path + ".AccessControlAllowOrigins", origins);
    checkHeaders(path + ".AccessControlAllowHeaders", headers);
    checkMethods(path + ".AccessControlAllowMethods", methods);
    exposed.forEach(
        name -> ResponseHeaderNames.checkName(path + ".AccessControlExposeHeaders", name));
    boolean credentials = config.accessControlAllowCredentials();
    if (credentials && headers.contains(ANY)) {
      throw ApiException.invalidArgument(
          "The parameter Access-Control-Allow-Headers cannot contain * when allowCredentials is"
              + " true.");
    }
    Integer maxAge = config.accessControlMaxAgeSec();
    if (maxAge != null && maxAge < 0) {
      throw ApiException.invalidArgument(
          path + ".AccessControlMaxAgeSec: " + maxAge + " (expected: >= 0)");
    }
    return new Cors(
        origins, headers, methods, exposed, credentials, maxAge, config.originOverride());
  }

  private static void checkOrigins(String path, List<String> origins) {
    checkSome(path, origins);
    if (origins.contains(ANY) && origins.size() > 1) {
      throw ApiException.invalidArgument(path + ": * stands for all origins, and must stand alone");
    }
    int characters = 0;
    for (String origin : origins) {
      if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
        throw ApiException.invalidArgument(
            path
                + ": "
                + origin
                + " (expected: * or an origin, like https://example.org, https://*.example.org or"
                + " http://example.org:*)");
      }
      characters += origin.length();
    }
    Limits.count(
        "InvalidArgument",
        path + " characters",
        characters,
        ResponseHeaderNames.MAX_VALUE_CHARACTERS);
  }

  private static void checkHeaders(String path, List<String> names) {
    checkSome(path, names);
    for (String name : names) {
      ResponseHeaderNames.checkName(path, name);
      if (name.indexOf('*') != name.lastIndexOf('*')) {
        throw ApiException.invalidArgument(path + ": " + name + " (expected: at most one *)");
      }
    }
  }

  private static void checkMethods(String path, List<String> methods) {
    checkSome(path, methods);
    if (methods.contains(ALL_METHODS) && methods.size() > 1) {
      throw ApiException.invalidArgument(
          path + ": ALL stands for all methods, and must stand alone");
    }
  }

  private static void checkSome(String path, List<String> items) {
    if (items.isEmpty()) {
      throw ApiException.invalidArgument(path + ": 0 items (expected: 1 or more)");
    }
  }
}
