package dev.perigee.edge.headers;

import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.httpcache.HeaderView;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers cross-origin requests in the origin's place (Fetch standard, section 3.2; cloudfront.md,
 * A7). A request is one of these by its {@code Origin}, and a preflight if it asks for a method
 * too. Immutable.
 */
final class CorsRules {

  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final String ALLOW_CREDENTIALS = "access-control-allow-credentials";
  private static final String EXPOSE_HEADERS = "access-control-expose-headers";
  private static final String ALLOW_METHODS = "access-control-allow-methods";
  private static final String MAX_AGE = "access-control-max-age";
  private static final String ALLOW_HEADERS = "access-control-allow-headers";
  private static final List<String> ALL_NAMES =
      List.of(
          ALLOW_ORIGIN, ALLOW_CREDENTIALS, EXPOSE_HEADERS, ALLOW_METHODS, MAX_AGE, ALLOW_HEADERS);
  private static final List<String> ALL_METHODS =
      List.of("GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  private final boolean anyOrigin;
  private final List<OriginPattern> origins;
  private final String methods;
  private final RequestHeaderList requestHeaders;
  private final String exposed;
  private final boolean credentials;
  private final @Nullable String maxAge;
  private final boolean override;

  CorsRules(ResponseHeaders.Cors cors) {
    this.anyOrigin = cors.allowOrigins().contains("*");
    this.origins = cors.allowOrigins().stream().map(OriginPattern::new).toList();
    this.methods =
        String.join(", ", cors.allowMethods().contains("ALL") ? ALL_METHODS : cors.allowMethods());
    this.requestHeaders = new RequestHeaderList(cors.allowHeaders());
    this.exposed = String.join(", ", cors.exposeHeaders());
    this.credentials = cors.allowCredentials();
    Integer seconds = cors.maxAgeSeconds();
    this.maxAge = seconds == null ? null : seconds.toString();
    this.override = cors.override();
  }

  void apply(HeaderView request, String method, MultiMap response) {
    if (!override && ALL_NAMES.stream().anyMatch(response::contains)) {
      return;
    }
    if (!anyOrigin) {
      varyByOrigin(response);
    }
    String origin = request.first("origin");
    if (origin == null) {
      return;
    }
    String allowed = allowed(origin);
    if (allowed == null) {
      ALL_NAMES.forEach(response::remove);
      return;
    }
    response.set(ALLOW_ORIGIN, allowed);
    if (credentials) {
      response.set(ALLOW_CREDENTIALS, "true");
    }
    if (!exposed.isEmpty()) {
      response.set(EXPOSE_HEADERS, exposed);
    }
    if (method.equals("OPTIONS") && request.first("access-control-request-method") != null) {
      preflight(request, response);
    }
  }

  private void preflight(HeaderView request, MultiMap response) {
    response.set(ALLOW_METHODS, methods);
    String headers = requestHeaders.allowed(request.combined("access-control-request-headers"));
    if (!headers.isEmpty()) {
      response.set(ALLOW_HEADERS, headers);
    }
    if (maxAge != null) {
      response.set(MAX_AGE, maxAge);
    }
  }

  /** The value for an origin; null where the policy does not allow it. */
  private @Nullable String allowed(String origin) {
    if (anyOrigin) {
      return "*";
    }
    return origins.stream().anyMatch(pattern -> pattern.matches(origin)) ? origin : null;
  }

  /** Tells caches on the way that the answer to another origin may be another one. */
  private static void varyByOrigin(MultiMap response) {
    String before = String.join(", ", response.getAll("vary"));
    if (before.isEmpty()) {
      response.set("vary", "Origin");
    } else if (!names(before).contains("origin") && !names(before).contains("*")) {
      response.set("vary", before + ", Origin");
    }
  }

  private static List<String> names(String list) {
    return List.of(list.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1));
  }
}
