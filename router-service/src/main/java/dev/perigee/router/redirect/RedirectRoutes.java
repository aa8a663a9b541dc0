package dev.perigee.router.redirect;

import dev.perigee.router.Routing;
import dev.perigee.router.choice.Choice;
import dev.perigee.router.edges.Edge;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;

/**
 * Redirects a request for a distribution's host to its edge. The host of the {@code Location} is
 * always one that a distribution answers to, never just what the client sent. Requests for other
 * hosts may ask {@code /decision} to explain a choice.
 */
@ApplicationScoped
class RedirectRoutes {

  private static final int FOUND = 302;
  private static final int TEMPORARY_REDIRECT = 307;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int MISDIRECTED = 421;
  private static final int UNAVAILABLE = 503;

  private final Routing routing;

  RedirectRoutes(Routing routing) {
    this.routing = routing;
  }

  void register(@Observes Router router) {
    router.route().handler(this::answer);
  }

  private void answer(RoutingContext context) {
    HttpServerRequest request = context.request();
    HostAndPort authority = request.authority();
    String host = authority == null ? "" : withoutDot(authority.host());
    if (routing.serves(host)) {
      redirect(request, host);
    } else if ("/decision".equals(request.path())) {
      explain(request);
    } else if (host.endsWith("." + routing.domain())) {
      refuse(request, NOT_FOUND, "no distribution has the host " + host);
    } else {
      refuse(request, MISDIRECTED, "not a host of this network");
    }
  }

  private static String withoutDot(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private void redirect(HttpServerRequest request, String host) {
    String target = request.uri();
    if (!target.startsWith("/")) {
      refuse(request, BAD_REQUEST, "expected a path");
      return;
    }
    Optional<Integer> port = routing.choose(host).edge().flatMap(Edge::httpPort);
    if (port.isEmpty()) {
      refuse(request, UNAVAILABLE, "no edge is known");
      return;
    }
    boolean reading = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    finish(
        request,
        request
            .response()
            .setStatusCode(reading ? FOUND : TEMPORARY_REDIRECT)
            .putHeader(HttpHeaders.LOCATION, "http://" + host + ":" + port.get() + target)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store"),
        "");
  }

  private void explain(HttpServerRequest request) {
    String host = request.getParam("host");
    if (host == null || !routing.serves(withoutDot(host))) {
      refuse(request, BAD_REQUEST, "host: " + host + " (expected: a distribution's host)");
      return;
    }
    Choice choice = routing.choose(withoutDot(host));
    finish(
        request,
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json"),
        Explanation.of(withoutDot(host), request.getParam("client"), choice).encodePrettily()
            + "\n");
  }

  private static void refuse(HttpServerRequest request, int status, String reason) {
    finish(
        request,
        request
            .response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8"),
        reason + "\n");
  }

  /** A body is never read: where one was sent, the connection ends with the answer. */
  private static void finish(HttpServerRequest request, HttpServerResponse response, String body) {
    boolean unread = !request.isEnded();
    response.end(body);
    if (unread) {
      request.connection().close();
    }
  }
}
