package dev.perigee.origin.fetch;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * One request of an edge's, from its head to the end of the answer. Its {@link #scope} ends with
 * the answer, or when the edge leaves. Used on one event loop.
 */
final class Exchange {

  private final HttpServerRequest incoming;
  private final EdgeRequest request;
  private final Scope scope = new Scope(this::breakOff);

  /** Takes the request over, paused. */
  Exchange(HttpServerRequest incoming, EdgeRequest request) {
    this.incoming = incoming;
    this.request = request;
    incoming.exceptionHandler(_ -> scope.leave());
    incoming.response().exceptionHandler(_ -> scope.leave());
    incoming.response().closeHandler(_ -> scope.leave());
  }

  EdgeRequest request() {
    return request;
  }

  Scope scope() {
    return scope;
  }

  HttpServerRequest incoming() {
    return incoming;
  }

  HttpServerResponse response() {
    return incoming.response();
  }

  /** Breaks the edge's connection, so that it cannot take what it has for a whole answer. */
  void breakOff() {
    scope.end();
    incoming.connection().close();
  }
}
