package dev.perigee.origin.fetch;

import static dev.perigee.origin.outcome.Outcome.then;

import dev.perigee.contracts.Origin;
import dev.perigee.origin.endpoint.Destination;
import dev.perigee.origin.endpoint.Endpoints;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/** What happens to an edge's request, stage by stage. Used on one event loop. */
final class FetchPipeline implements Handler<HttpServerRequest> {

  private static final Logger LOG = Logger.getLogger(FetchPipeline.class);
  private static final int BAD_REQUEST = 400;

  private final Definitions definitions;
  private final Endpoints endpoints;
  private final OriginGate gate;
  private final OriginCall.Means means;
  private final AnswerWriter writer;
  private final FetchMeter meter;

  FetchPipeline(
      Definitions definitions,
      Endpoints endpoints,
      OriginGate gate,
      OriginCall.Means means,
      FetchMeter meter) {
    this.definitions = definitions;
    this.endpoints = endpoints;
    this.gate = gate;
    this.means = means;
    this.meter = meter;
    this.writer = new AnswerWriter(means.vertx(), meter);
  }

  private Future<Outcome<OriginAnswer>> fetch(Exchange exchange) {
    EdgeRequest edge = exchange.request();
    return definitions
        .find(edge.fingerprint(), exchange)
        .compose(then(origin -> translate(edge, origin)))
        .compose(then(request -> admit(exchange, request)))
        .compose(then(request -> OriginCall.start(means, exchange, request)));
  }

  private Future<Outcome<OriginRequest>> translate(EdgeRequest edge, Origin origin) {
    Outcome<Destination> located = endpoints.locate(origin, edge.viewerHttps());
    return Future.succeededFuture(located)
        .compose(
            then(destination ->
                Future.succeededFuture(OriginRequest.of(edge, origin, destination))));
  }

  private Future<Outcome<OriginRequest>> admit(Exchange exchange, OriginRequest request) {
    return gate.enter(request.origin().fingerprint(), exchange)
        .compose(
            then(permit -> {
              exchange.atEnd(permit::close);
              return Future.succeededFuture(
                  exchange.hasLeft() ? Outcome.abandoned() : Outcome.done(request));
            }));
  }

  @Override
  public void handle(HttpServerRequest incoming) {
    incoming.pause();
    switch (EdgeRequest.read(incoming)) {
      case EdgeRequest.Reading.Malformed malformed -> refuse(incoming, malformed.reason());
      case EdgeRequest.Reading.Read read -> run(new Exchange(incoming, read.request()));
    }
  }

  private void run(Exchange exchange) {
    fetch(exchange)
        .onSuccess(outcome -> respond(exchange, outcome))
        .onFailure(bug -> {
          LOG.errorf(bug, "a fetch failed: %s", exchange.request().target());
          exchange.breakOff();
        });
  }

  private void respond(Exchange exchange, Outcome<OriginAnswer> outcome) {
    switch (outcome) {
      case Outcome.Done<OriginAnswer> done -> writer.write(exchange, done.value());
      case Outcome.Failed<OriginAnswer> failed -> writer.refuse(exchange, failed);
      case Outcome.Abandoned<OriginAnswer> _ -> meter.ended(FetchMeter.EDGE_LEFT);
    }
  }

  private static void refuse(HttpServerRequest incoming, String reason) {
    incoming
        .response()
        .setStatusCode(BAD_REQUEST)
        .end(reason + "\n")
        .onComplete(_ -> incoming.connection().close());
  }
}
