package dev.perigee.origin.fetch;

import static dev.perigee.origin.outcome.Outcome.then;

import dev.perigee.contracts.OriginFetch;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import org.jboss.logging.Logger;

/** What happens to an edge's request, stage by stage. Used on one event loop. */
final class FetchPipeline implements Handler<HttpServerRequest> {

  private static final Logger LOG = Logger.getLogger(FetchPipeline.class);
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;

  /** This process, in a word that goes out with each answer. */
  private static final String INSTANCE =
      Integer.toUnsignedString(new SecureRandom().nextInt(), Character.MAX_RADIX);

  private final Definitions definitions;
  private final Groups groups;
  private final Shield shield;
  private final AnswerWriter writer;
  private final SharedAnswer sharedAnswer;
  private final FetchMeter meter;

  FetchPipeline(
      Definitions definitions,
      Groups groups,
      Shield shield,
      AnswerWriter writer,
      SharedAnswer sharedAnswer,
      FetchMeter meter) {
    this.definitions = definitions;
    this.groups = groups;
    this.shield = shield;
    this.writer = writer;
    this.sharedAnswer = sharedAnswer;
    this.meter = meter;
  }

  private Future<Outcome<OriginAnswer>> fetch(EdgeRequest request, RequestBody body, Scope scope) {
    return definitions
        .find(request.asked(), scope)
        .compose(then(definition -> groups.ask(definition, request, body, scope)));
  }

  @Override
  public void handle(HttpServerRequest incoming) {
    incoming.pause();
    incoming.response().putHeader(OriginFetch.INSTANCE, INSTANCE);
    switch (EdgeRequest.read(incoming)) {
      case EdgeRequest.Reading.Malformed malformed ->
          refuse(incoming, BAD_REQUEST, malformed.reason());
      case EdgeRequest.Reading.Read(EdgeRequest request) -> {
        if (request.goesOnFrom(INSTANCE)) {
          refuse(incoming, CONFLICT, "the origin broke the body off, or took too long");
        } else {
          run(new Exchange(incoming, request));
        }
      }
    }
  }

  private void run(Exchange exchange) {
    ShareKey key = ShareKey.of(exchange.request());
    if (key == null) {
      alone(exchange);
      return;
    }
    exchange.incoming().resume();
    shield
        .ask(key, exchange, scope -> fetch(exchange.request(), RequestBody.NONE, scope))
        .onSuccess(turn -> respond(exchange, turn))
        .onFailure(bug -> breakOff(exchange, bug));
  }

  private void alone(Exchange exchange) {
    fetch(exchange.request(), new EdgeBody(exchange), exchange.scope())
        .onSuccess(outcome -> respond(exchange, outcome))
        .onFailure(bug -> breakOff(exchange, bug));
  }

  private static void breakOff(Exchange exchange, Throwable bug) {
    LOG.errorf(bug, "a fetch failed: %s", exchange.request().target());
    exchange.breakOff();
  }

  private void respond(Exchange exchange, Turn turn) {
    switch (turn) {
      case Turn.Shared shared -> sharedAnswer.write(exchange, shared);
      case Turn.Own(OriginAnswer answer, Scope scope) -> {
        if (exchange.scope().hasEnded()) {
          answer.discard(scope);
        } else {
          exchange.scope().atEnd(scope::end);
          writer.write(exchange, answer);
        }
      }
      case Turn.None(Outcome<OriginAnswer> outcome) -> respond(exchange, outcome);
      case Turn.Released _ -> alone(exchange);
    }
  }

  private void respond(Exchange exchange, Outcome<OriginAnswer> outcome) {
    switch (outcome) {
      case Outcome.Done<OriginAnswer> done -> writer.write(exchange, done.value());
      case Outcome.Failed<OriginAnswer> failed -> writer.refuse(exchange, failed);
      case Outcome.Abandoned<OriginAnswer> _ -> meter.ended(FetchMeter.EDGE_LEFT);
    }
  }

  private static void refuse(HttpServerRequest incoming, int status, String reason) {
    incoming
        .response()
        .setStatusCode(status)
        .end(reason + "\n")
        .onComplete(_ -> incoming.connection().close());
  }
}
