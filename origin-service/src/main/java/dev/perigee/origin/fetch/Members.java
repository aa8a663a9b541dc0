package dev.perigee.origin.fetch;

import static dev.perigee.origin.outcome.Outcome.then;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.origin.endpoint.Endpoints;
import dev.perigee.origin.fetch.OriginGate.Permit;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Future;

/** Asks one origin: where it is, the right to ask it, its response's head, a place for the rest. */
final class Members {

  private final Endpoints endpoints;
  private final OriginGates gates;
  private final OriginCall.Means means;

  Members(Endpoints endpoints, OriginGates gates, OriginCall.Means means) {
    this.endpoints = endpoints;
    this.gates = gates;
    this.means = means;
  }

  /**
   * @param scope holds the permit and the connection; whoever gets the answer ends it
   */
  Future<Outcome<OriginAnswer>> ask(
      Origin origin, EdgeRequest request, RequestBody body, Scope scope) {
    return Future.succeededFuture(endpoints.locate(origin, request.viewerHttps()))
        .compose(
            then(destination ->
                Future.succeededFuture(OriginRequest.of(request, origin, destination))))
        .compose(
            then(ready ->
                enter(request, origin.fingerprint(), scope)
                    .compose(then(permit -> ask(permit, ready, body, scope)))));
  }

  private Future<Outcome<Permit>> enter(EdgeRequest request, String fingerprint, Scope scope) {
    OriginGate gate = request.mayBeHeld() ? gates.held() : gates.requests();
    return request.isAhead()
        ? gate.enterIfIdle(fingerprint, scope)
        : gate.enter(fingerprint, scope);
  }

  private Future<Outcome<OriginAnswer>> ask(
      Permit permit, OriginRequest request, RequestBody body, Scope scope) {
    scope.atEnd(permit::close);
    if (scope.hasLeft()) {
      return Future.succeededFuture(Outcome.abandoned());
    }
    return OriginCall.start(means, scope, request, body, permit)
        .map(outcome -> admit(outcome, request, permit, scope));
  }

  /** Finds a place for what an origin answers. */
  private Outcome<OriginAnswer> admit(
      Outcome<OriginAnswer> outcome, OriginRequest request, Permit permit, Scope scope) {
    if (!(outcome instanceof Outcome.Done<OriginAnswer>(OriginAnswer answer))) {
      return outcome;
    }
    boolean webSocket = Tunnel.opensBy(answer.response());
    if (!webSocket && !answer.hasBody(request.method())) {
      return outcome;
    }
    Quota quota = webSocket ? gates.webSockets() : gates.bodies();
    String origin = request.origin().fingerprint();
    if (!quota.take(origin)) {
      answer.watch().stop();
      answer.request().reset();
      return Outcome.failed(
          OriginFailure.OriginBusy,
          "too many "
              + (webSocket ? "WebSockets are open" : "bodies are on their way")
              + " from this origin and others");
    }
    scope.atEnd(() -> quota.giveBack(origin));
    if (webSocket) {
      permit.close();
    }
    return outcome;
  }
}
