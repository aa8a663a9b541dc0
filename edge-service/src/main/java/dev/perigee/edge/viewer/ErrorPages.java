package dev.perigee.edge.viewer;

import dev.perigee.edge.connection.ViewerConnection;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.request.ViewerRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** The short, plain pages of what the edge refuses. They repeat nothing of what the viewer sent. */
final class ErrorPages {

  private final AnswerHeaders headers;

  ErrorPages(AnswerHeaders headers) {
    this.headers = headers;
  }

  /** Answers a request that could not be read; a connection of HTTP/1 is of no more use then. */
  void refuseUnread(RequestFacts facts, Refusal refusal) {
    facts.answered("Error", refusal.reason(), -1);
    HttpServerRequest http = facts.http();
    HttpServerResponse response = http.response().setStatusCode(refusal.status());
    if (http.version() == HttpVersion.HTTP_2) {
      page(response, refusal, "");
    } else {
      endConnection(http, page(response.putHeader("connection", "close"), refusal, ""));
    }
  }

  /** Ends an exchange that met a bug: 500 if nothing was written yet, else a broken connection. */
  void fail(RequestFacts facts) {
    HttpServerRequest http = facts.http();
    if (http.response().headWritten()) {
      facts.brokeOff();
      http.response().reset();
    } else {
      http.response().headers().clear();
      refuseUnread(facts, Refusal.INTERNAL);
    }
  }

  private static void endConnection(HttpServerRequest http, Future<Void> written) {
    ViewerConnection.of(http).spoil();
    written.onComplete(_ -> http.connection().close());
  }

  void refuse(ViewerRequest request, Refusal refusal) {
    CacheResult result = CacheResult.refused(refusal.reason());
    headers.writeOwn(request, result);
    HttpServerResponse response = request.http().response();
    response.setStatusCode(refusal.status());
    if (request.mayHaveBody() && !request.isHttp2()) {
      // What is left of the body is not waited for.
      response.putHeader("connection", "close");
      endConnection(request.http(), page(response, refusal, request.id()));
    } else {
      page(response, refusal, request.isHead() ? "" : request.id());
    }
  }

  void redirect(ViewerRequest request, String location) {
    headers.writeOwn(request, CacheResult.REDIRECT);
    request
        .http()
        .response()
        .setStatusCode(301)
        .putHeader("location", location)
        .putHeader("content-length", "0")
        .end();
  }

  private static Future<Void> page(HttpServerResponse response, Refusal refusal, String requestId) {
    boolean isForPeople = refusal.code().isEmpty();
    response.putHeader("content-type", isForPeople ? "text/html; charset=utf-8" : "text/xml");
    response.putHeader("cache-control", "no-store");
    return response.end(isForPeople ? html(refusal, requestId) : xml(refusal));
  }

  private static String html(Refusal refusal, String requestId) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>%1$d</title></head>
    <body><h1>%1$d</h1><p>%2$s</p><p><small>%3$s</small></p></body>
    </html>
    """
        .formatted(refusal.status(), refusal.message(), requestId);
  }

  private static String xml(Refusal refusal) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>\
    <Error><Code>%s</Code><Message>%s</Message></Error>\
    """
        .formatted(refusal.code(), refusal.message());
  }
}
