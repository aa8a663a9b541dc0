package dev.perigee.router.redirect;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ViewerRules;
import dev.perigee.router.Routing;
import dev.perigee.router.choice.Choice;
import dev.perigee.router.edges.Edge;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Objects;
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
    ViewerRules rules = routing.find(host);
    if (rules != null) {
      redirect(request, host, rules);
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

  private void redirect(HttpServerRequest request, String host, ViewerRules rules) {
    String target = request.uri();
    if (!target.startsWith("/")) {
      refuse(request, BAD_REQUEST, "expected a path");
      return;
    }
    boolean reading = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    Optional<ClientPrefix> client = network(request.remoteAddress().hostAddress());
    Optional<Integer> port =
        client.flatMap(network ->
            routing.choose(host, rules, network, reading).edge().flatMap(Edge::httpPort));
    if (port.isEmpty()) {
      refuse(request, UNAVAILABLE, "no edge is known");
      return;
    }
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
    String host = withoutDot(Objects.requireNonNullElse(request.getParam("host"), ""));
    ViewerRules rules = routing.find(host);
    if (rules == null) {
      refuse(request, BAD_REQUEST, "host: '" + host + "' (expected: a distribution's host)");
      return;
    }
    String named = request.getParam("client");
    String client = named == null ? request.remoteAddress().hostAddress() : named;
    Optional<ClientPrefix> network = network(client);
    if (network.isEmpty()) {
      refuse(request, BAD_REQUEST, "client: '" + client + "' (expected: an address)");
      return;
    }
    Choice choice = routing.choose(host, rules, network.get(), false);
    finish(
        request,
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json"),
        Explanation.of(
                    host,
                    network.get(),
                    choice,
                    routing.places(host, rules, network.get()),
                    routing.fleet())
                .encodePrettily()
            + "\n");
  }

  private static Optional<ClientPrefix> network(String address) {
    try {
      int zone = address.indexOf('%');
      return Optional.of(
          ClientPrefix.parse((zone < 0 ? address : address.substring(0, zone)) + "/128"));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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

  /**
   * A body is never read: where one was sent, the connection ends with the answer; over HTTP/2 only
   * the stream does.
   */
  private static void finish(HttpServerRequest request, HttpServerResponse response, String body) {
    boolean unread = !request.isEnded() && request.version() != HttpVersion.HTTP_2;
    Future<Void> answered = response.end(body);
    if (unread) {
      answered.onComplete(_ -> request.connection().close());
    }
  }
}
