package dev.perigee.edge.viewer;

import dev.perigee.edge.connection.ViewerConnection;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.origin.OriginCall;
import dev.perigee.edge.origin.OriginClient;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.Reason;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * WebSocket connections (RFC 6455; cloudfront.md, A8). The handshake is the origin's to answer; the
 * edge passes on what follows and looks at none of it.
 */
final class WebSockets {

  private static final String HANDSHAKE = "sec-websocket-";
  private static final int SWITCHING_PROTOCOLS = 101;

  private final OriginClient origin;
  private final Invalidations invalidations;
  private final AnswerHeaders headers;
  private final Duration idleTimeout;

  /**
   * @param idleTimeout time without a byte from the origin after which a connection is closed
   */
  WebSockets(
      OriginClient origin,
      Invalidations invalidations,
      AnswerHeaders headers,
      Duration idleTimeout) {
    this.origin = origin;
    this.invalidations = invalidations;
    this.headers = headers;
    this.idleTimeout = idleTimeout;
  }

  /** Asks the origin for a connection, and joins it to the viewer's where it opens one. */
  Future<PassThrough.Asked> ask(Exchange exchange) {
    ViewerRequest request = exchange.request();
    MultiMap fields = exchange.behavior().forwarding().headers(request, false);
    for (var field : request.fields()) {
      if (field.getKey().regionMatches(true, 0, HANDSHAKE, 0, HANDSHAKE.length())
          && !fields.contains(field.getKey())) {
        fields.add(field.getKey(), field.getValue());
      }
    }
    OriginCall call =
        new OriginCall(
            exchange.distribution().id() + exchange.objectPath(),
            exchange.behavior().origin().shieldRegion(),
            HttpMethod.GET,
            exchange.behavior().forwarding().uri(exchange.objectPath(), request.target().query()),
            fields,
            null,
            -1,
            invalidations.horizon());
    return origin
        .upgrade(call)
        .map(reply -> settle(exchange, reply))
        .otherwise(_ -> new PassThrough.Refused(Refusal.NO_ORIGIN_SERVICE));
  }

  private PassThrough.Asked settle(Exchange exchange, OriginReply reply) {
    if (reply.head().status() != SWITCHING_PROTOCOLS) {
      return new PassThrough.Replied(reply);
    }
    if (exchange.response().closed()) {
      reply.cancel();
    } else {
      join(exchange, reply);
    }
    return new PassThrough.Joined();
  }

  private void join(Exchange exchange, OriginReply reply) {
    ViewerRequest request = exchange.request();
    ResponseHead head = new ResponseHead(SWITCHING_PROTOCOLS, handshake(reply.head().fields()));
    headers.write(
        exchange,
        head,
        CacheResult.passed(
            SWITCHING_PROTOCOLS, Reason.UPGRADE, Optional.empty(), reply.waitMillis()));
    request.http().response().putHeader("connection", "Upgrade").putHeader("upgrade", "websocket");
    NetSocket far = reply.stream().netSocket().pause();
    request
        .http()
        .toNetSocket()
        .onSuccess(near -> {
          ViewerConnection connection = ViewerConnection.of(request.http());
          connection.becameTunnel(idleTimeout);
          near.closeHandler(_ -> {
            far.close();
            connection.tunnelEnded();
          });
          far.closeHandler(_ -> near.close());
          far.exceptionHandler(_ -> near.close());
          near.exceptionHandler(_ -> far.close());
          near.pipeTo(far);
          far.pipeTo(near);
        })
        .onFailure(_ -> far.close());
  }

  private static List<String> handshake(List<String> fields) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).startsWith(HANDSHAKE)) {
        kept.add(fields.get(i));
        kept.add(fields.get(i + 1));
      }
    }
    return kept;
  }
}
