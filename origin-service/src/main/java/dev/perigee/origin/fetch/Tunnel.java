package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFetch;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;

/**
 * Joins an edge and an origin that has answered 101: from then on their connection speaks another
 * protocol (RFC 9110, section 7.8), and every byte is passed on as it comes. The edge knows how
 * long it may be idle.
 */
final class Tunnel {

  private static final int SWITCHING_PROTOCOLS = 101;

  private Tunnel() {}

  /** Whether a response, which must be one to an upgrade, opens a tunnel. */
  static boolean opensBy(HttpClientResponse response) {
    return response.statusCode() == SWITCHING_PROTOCOLS;
  }

  static void open(Exchange exchange, OriginAnswer answer) {
    HttpServerResponse to = exchange.response();
    HeaderRules.copyResponse(answer.response().headers(), to.headers());
    to.putHeader("connection", "Upgrade")
        .putHeader("upgrade", "websocket")
        .putHeader(OriginFetch.HORIZON, Long.toString(exchange.request().horizon()));
    NetSocket origin = answer.response().netSocket().pause();
    exchange
        .incoming()
        .toNetSocket()
        .onSuccess(edge -> {
          edge.closeHandler(_ -> {
            exchange.scope().end();
            origin.close();
          });
          origin.closeHandler(_ -> edge.close());
          edge.exceptionHandler(_ -> origin.close());
          origin.exceptionHandler(_ -> edge.close());
          edge.pipeTo(origin);
          origin.pipeTo(edge);
        })
        .onFailure(_ -> {
          exchange.breakOff();
          origin.close();
        });
  }
}
