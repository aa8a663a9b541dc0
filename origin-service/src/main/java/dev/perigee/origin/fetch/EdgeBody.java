package dev.perigee.origin.fetch;

import dev.perigee.origin.fetch.StallWatch.Party;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;

/** What an edge sends after its request's head. */
final class EdgeBody implements RequestBody {

  private final Exchange exchange;

  EdgeBody(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public Kind kind() {
    if (exchange.request().wantsWebSocket()) {
      return Kind.UPGRADE;
    }
    return exchange.request().hasBody() ? Kind.STREAM : Kind.NONE;
  }

  @Override
  public void send(HttpClientRequest outgoing, StallWatch watch) {
    switch (kind()) {
      case UPGRADE -> {
        outgoing.putHeader(HttpHeaders.CONNECTION, "Upgrade");
        outgoing.putHeader(HttpHeaders.UPGRADE, "websocket");
        outgoing.connect();
        exchange.incoming().resume();
      }
      case STREAM -> stream(outgoing, watch);
      case NONE -> {
        outgoing.end();
        exchange.incoming().resume();
      }
    }
  }

  private void stream(HttpClientRequest outgoing, StallWatch watch) {
    String length = exchange.request().headers().get(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      outgoing.setChunked(true);
    } else {
      outgoing.putHeader(HttpHeaders.CONTENT_LENGTH, length);
    }
    if (exchange.request().expectsContinue()) {
      exchange.response().writeContinue();
    }
    Relay upload = new Relay(exchange.incoming(), outgoing, Party.EDGE, Party.ORIGIN, watch);
    exchange.scope().atEnd(upload::stop);
    exchange
        .incoming()
        .endHandler(_ -> {
          if (!exchange.scope().hasEnded()) {
            watch.moved(Party.ORIGIN);
            outgoing.end();
          }
        });
    upload.start();
    // At once, and not only with the first part: the origin may refuse by the head alone.
    outgoing.sendHead();
    watch.moved(Party.EDGE);
    exchange.incoming().resume();
  }
}
