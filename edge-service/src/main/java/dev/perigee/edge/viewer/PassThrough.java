package dev.perigee.edge.viewer;

import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.origin.OriginCall;
import dev.perigee.edge.origin.OriginClient;
import dev.perigee.edge.origin.OriginReply;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.Reason;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the origin for one viewer alone, and streams both ways at the pace of the slower side. */
final class PassThrough {

  private final OriginClient origin;
  private final Invalidations invalidations;
  private final AnswerHeaders headers;
  private final WebSockets webSockets;
  private final long maxBodyBytes;

  PassThrough(
      OriginClient origin,
      Invalidations invalidations,
      AnswerHeaders headers,
      WebSockets webSockets,
      long maxBodyBytes) {
    this.origin = origin;
    this.invalidations = invalidations;
    this.headers = headers;
    this.webSockets = webSockets;
    this.maxBodyBytes = maxBodyBytes;
  }

  sealed interface Asked {}

  record Replied(OriginReply reply) implements Asked {}

  record Refused(Refusal refusal) implements Asked {}

  /** Viewer and origin speak with each other from now on. */
  record Joined() implements Asked {}

  /** Sends the request on as it is; what comes of it comes on the viewer's context. */
  Future<Asked> ask(Exchange exchange) {
    ViewerRequest request = exchange.request();
    if (request.wantsWebSocket()) {
      return webSockets.ask(exchange);
    }
    HttpServerRequest http = request.http();
    boolean hasBody = request.mayHaveBody();
    String length = request.first("content-length");
    BoundedBody body = hasBody ? new BoundedBody(http, maxBodyBytes) : null;
    OriginCall call =
        new OriginCall(
            exchange.distribution().id() + exchange.objectPath(),
            exchange.behavior().origin().shieldRegion(),
            HttpMethod.valueOf(request.method()),
            exchange.behavior().forwarding().uri(exchange.objectPath(), request.target().query()),
            exchange.behavior().forwarding().headers(request, false),
            body,
            length == null ? -1 : Long.parseLong(length),
            invalidations.horizon());
    if (hasBody) {
      http.pause();
    }
    return origin.send(call).<Asked>map(Replied::new).otherwise(_ -> new Refused(refusal(body)));
  }

  private static Refusal refusal(@Nullable BoundedBody body) {
    if (body != null && body.isExceeded()) {
      return Refusal.BODY_TOO_LARGE;
    }
    return Refusal.NO_ORIGIN_SERVICE;
  }

  /** Streams a reply, which is given over, to its viewer. */
  void answer(Exchange exchange, OriginReply reply, Reason forwarded, Optional<Reason> notStored) {
    ViewerRequest request = exchange.request();
    HttpServerResponse response = request.http().response();
    if (response.closed()) {
      reply.cancel();
      return;
    }
    ResponseHead head = exchange.behavior().forwarding().forViewer(reply.head());
    headers.write(
        exchange,
        head,
        CacheResult.passed(head.status(), forwarded, notStored, reply.waitMillis()));
    response.closeHandler(_ -> reply.cancel());
    if (request.isHead() || head.status() == 204 || head.status() == 304) {
      reply.stream().resume();
      response.end();
      return;
    }
    if (reply.bodyBytes() < 0) {
      response.setChunked(true);
    }
    reply.stream().pipe().endOnFailure(false).to(response).onFailure(_ -> request.breakOff());
  }
}
