package dev.perigee.origin.fetch;

import static dev.perigee.origin.outcome.Outcome.then;

import dev.perigee.contracts.Origin;
import dev.perigee.origin.endpoint.Endpoints;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Future;

/** Asks one origin: where it is, the right to ask it, its response's head. */
final class Members {

  private final Endpoints endpoints;
  private final OriginGate gate;
  private final OriginCall.Means means;

  Members(Endpoints endpoints, OriginGate gate, OriginCall.Means means) {
    this.endpoints = endpoints;
    this.gate = gate;
    this.means = means;
  }

  /**
   * @param scope holds the permit and the connection; whoever gets the answer ends it
   */
  Future<Outcome<OriginAnswer>> ask(
      Origin origin, EdgeRequest request, RequestBody body, Scope scope) {
    Future<Outcome<OriginRequest>> translated =
        Future.succeededFuture(endpoints.locate(origin, request.viewerHttps()))
            .compose(
                then(destination ->
                    Future.succeededFuture(OriginRequest.of(request, origin, destination))));
    return translated
        .compose(then(ready -> admit(ready, scope)))
        .compose(then(ready -> OriginCall.start(means, scope, ready, body)));
  }

  private Future<Outcome<OriginRequest>> admit(OriginRequest request, Scope scope) {
    return gate.enter(request.origin().fingerprint(), scope)
        .compose(
            then(permit -> {
              scope.atEnd(permit::close);
              return Future.succeededFuture(
                  scope.hasLeft() ? Outcome.abandoned() : Outcome.done(request));
            }));
  }
}
