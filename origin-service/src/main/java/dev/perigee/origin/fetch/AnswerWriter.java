package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFetch;
import dev.perigee.origin.fetch.StallWatch.Party;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the edge: an origin's response as its parts come, or why there is none. A response that
 * breaks off breaks the edge's connection, so that no part is ever taken for the whole.
 */
final class AnswerWriter {

  private final Vertx vertx;
  private final FetchMeter meter;
  private final FailureLog log = new FailureLog();

  AnswerWriter(Vertx vertx, FetchMeter meter) {
    this.vertx = vertx;
    this.meter = meter;
  }

  void write(Exchange exchange, OriginAnswer answer) {
    if (Tunnel.opensBy(answer.response())) {
      meter.ended(FetchMeter.ANSWERED);
      Tunnel.open(exchange, answer);
      return;
    }
    HttpServerResponse to = exchange.response();
    HttpClientResponse from = answer.response();
    to.setStatusCode(from.statusCode());
    HeaderRules.copyResponse(from.headers(), to.headers());
    to.putHeader(OriginFetch.HORIZON, Long.toString(exchange.request().horizon()));
    if (exchange.request().group() != null) {
      to.putHeader(
          OriginFetch.MEMBER, URLEncoder.encode(answer.origin().id(), StandardCharsets.UTF_8));
    }
    boolean body = answer.hasBody(exchange.request().method());
    frame(answer.length(), to, body);
    exchange
        .scope()
        .whenLeft(() -> {
          meter.ended(FetchMeter.EDGE_LEFT);
          answer.letGo(vertx);
        });
    answer.watch().onStall(_ -> breakOff(exchange, answer));
    from.exceptionHandler(_ -> breakOff(exchange, answer));
    from.endHandler(_ -> finish(exchange, answer));
    if (body) {
      relay(exchange, answer);
    }
    from.resume();
  }

  private static void frame(@Nullable String length, HttpServerResponse to, boolean body) {
    if (length != null) {
      to.putHeader(HttpHeaders.CONTENT_LENGTH, length);
    } else if (body) {
      to.setChunked(true);
    }
  }

  private void relay(Exchange exchange, OriginAnswer answer) {
    HttpServerResponse to = exchange.response();
    Relay download = new Relay(answer.response(), to, Party.ORIGIN, Party.EDGE, answer.watch());
    exchange.scope().atEnd(download::stop);
    download.start();
    // What came together with the head goes out together with it; a head that came alone must not
    // wait for the body.
    vertx.runOnContext(_ -> {
      if (!exchange.scope().hasEnded() && !to.headWritten()) {
        to.writeHead();
      }
    });
  }

  private void finish(Exchange exchange, OriginAnswer answer) {
    if (exchange.scope().hasEnded()) {
      return;
    }
    boolean wholeRequestTaken = exchange.incoming().isEnded();
    meter.ended(FetchMeter.ANSWERED);
    exchange.scope().end();
    if (!wholeRequestTaken) {
      // The origin answered without reading on: neither connection can carry another request.
      answer.request().reset();
    }
    exchange.response().end().onComplete(_ -> closeUnless(wholeRequestTaken, exchange));
  }

  private void breakOff(Exchange exchange, OriginAnswer answer) {
    if (!exchange.scope().hasEnded()) {
      meter.ended(FetchMeter.BROKEN_OFF);
      exchange.breakOff();
      answer.request().reset();
    }
  }

  /** Tells the edge that there is no response, and why. */
  void refuse(Exchange exchange, Outcome.Failed<?> failed) {
    if (exchange.scope().hasEnded()) {
      return;
    }
    meter.ended(failed.reason().name());
    log.add(exchange.request(), failed);
    exchange
        .response()
        .setStatusCode(failed.reason().status())
        .putHeader(OriginFetch.FAILURE, failed.reason().name())
        .putHeader(OriginFetch.HORIZON, Long.toString(exchange.request().horizon()))
        .putHeader(OriginFetch.FAILURE_DETAIL, printable(failed.detail()))
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
    String body = FailurePage.of(failed.reason());
    boolean bodyless = !exchange.request().hasBody();
    boolean head = exchange.request().method() == HttpMethod.HEAD;
    boolean wholeRequestTaken = bodyless || exchange.incoming().isEnded();
    exchange.scope().end();
    HttpServerResponse to = exchange.response();
    (head ? to.end() : to.end(body)).onComplete(_ -> closeUnless(wholeRequestTaken, exchange));
    if (bodyless) {
      exchange.incoming().resume();
    }
  }

  /** What a header may hold of it (RFC 9110, section 5.5). */
  private static String printable(String detail) {
    return detail.replaceAll("[^ -~]", "?");
  }

  /** A request that was not read to its end cannot be followed by another one. */
  private static void closeUnless(boolean wholeRequestTaken, Exchange exchange) {
    if (!wholeRequestTaken) {
      exchange.incoming().connection().close();
    }
  }
}
