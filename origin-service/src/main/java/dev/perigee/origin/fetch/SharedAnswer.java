package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFetch;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Writes a shared response to one of the edges that get it. */
final class SharedAnswer {

  /** The fetch itself limits how long the origin may take. */
  private static final Duration NEVER = Duration.ofDays(365);

  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final Vertx vertx;
  private final FetchMeter meter;
  private final Duration edgeLimit;

  /**
   * @param edgeLimit how long an edge may take nothing
   */
  SharedAnswer(Vertx vertx, FetchMeter meter, Duration edgeLimit) {
    this.vertx = vertx;
    this.meter = meter;
    this.edgeLimit = edgeLimit;
  }

  void write(Exchange exchange, Turn.Shared turn) {
    Scope scope = exchange.scope();
    SharedBody.Reader reader = turn.reader();
    if (scope.hasEnded()) {
      meter.ended(FetchMeter.EDGE_LEFT);
      reader.leave();
      return;
    }
    HttpServerResponse to = exchange.response();
    writeHead(exchange, turn);
    StallWatch watch = new StallWatch(vertx, NEVER, edgeLimit, _ -> breakOff(exchange, reader));
    scope.atEnd(watch::stop);
    scope.whenLeft(() -> {
      meter.ended(FetchMeter.EDGE_LEFT);
      reader.leave();
    });
    reader.start(
        to,
        full -> watch.moved(full ? StallWatch.Party.EDGE : StallWatch.Party.ORIGIN),
        whole -> end(exchange, reader, whole));
    // What came together with the head goes out together with it; a head that came alone must not
    // wait for the body.
    vertx.runOnContext(_ -> {
      if (!scope.hasEnded() && !to.headWritten()) {
        to.writeHead();
      }
    });
  }

  private static void writeHead(Exchange exchange, Turn.Shared turn) {
    SharedHead head = turn.head();
    HttpServerResponse to = exchange.response();
    to.setStatusCode(head.status());
    for (Map.Entry<String, String> field : head.fields()) {
      to.headers().add(field.getKey(), field.getValue());
    }
    to.putHeader(OriginFetch.HORIZON, Long.toString(head.horizon()));
    if (turn.joined()) {
      to.putHeader(OriginFetch.JOINED, "1");
    }
    if (exchange.request().group() != null) {
      to.putHeader(OriginFetch.MEMBER, URLEncoder.encode(head.originId(), StandardCharsets.UTF_8));
    }
    if (head.length() != null) {
      to.putHeader(HttpHeaders.CONTENT_LENGTH, head.length());
    } else if (head.status() != NO_CONTENT && head.status() != NOT_MODIFIED) {
      to.setChunked(true);
    }
  }

  private void end(Exchange exchange, SharedBody.Reader reader, boolean whole) {
    if (exchange.scope().hasEnded()) {
      return;
    }
    if (whole) {
      meter.ended(FetchMeter.ANSWERED);
      exchange.scope().end();
      exchange.response().end();
    } else {
      breakOff(exchange, reader);
    }
  }

  private void breakOff(Exchange exchange, SharedBody.Reader reader) {
    if (!exchange.scope().hasEnded()) {
      meter.ended(FetchMeter.BROKEN_OFF);
      exchange.breakOff();
      reader.leave();
    }
  }
}
