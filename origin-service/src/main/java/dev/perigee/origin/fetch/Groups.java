package dev.perigee.origin.fetch;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.contracts.OriginGroup.SelectionCriteria;
import dev.perigee.origin.catalog.Definition;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * Asks an origin or an origin group. Of a group the primary is asked first, on every request; what
 * it cannot give, by a status that counts as failure or by no usable answer at all, is asked of the
 * secondary, whose answer then counts whatever it is.
 *
 * <p>Only what changes nothing at an origin and has no body is asked twice.
 */
final class Groups {

  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Members members;
  private final QualityChoice quality;
  private final PassiveHealth health;
  private final FetchMeter meter;

  Groups(Members members, QualityChoice quality, PassiveHealth health, FetchMeter meter) {
    this.members = members;
    this.quality = quality;
    this.health = health;
    this.meter = meter;
  }

  Future<Outcome<OriginAnswer>> ask(
      Definition definition, EdgeRequest request, RequestBody body, Scope scope) {
    Definition.Failover failover = definition.failover();
    Origin primary = definition.origin();
    if (failover == null
        || body.kind() != RequestBody.Kind.NONE
        || !METHODS.contains(request.method())) {
      return members.ask(primary, request, body, scope);
    }
    Origin secondary = failover.secondary();
    if (!health.mayBeAsked(primary.fingerprint())) {
      meter.failedOver(FetchMeter.KNOWN_TO_FAIL);
      return inTurn(secondary, primary, failover, request, body, scope);
    }
    return failover.selection() == SelectionCriteria.MEDIA_QUALITY
            && request.method() != HttpMethod.OPTIONS
        ? byQuality(primary, failover, request, body, scope)
        : inTurn(primary, secondary, failover, request, body, scope);
  }

  private Future<Outcome<OriginAnswer>> inTurn(
      Origin first,
      Origin second,
      Definition.Failover failover,
      EdgeRequest request,
      RequestBody body,
      Scope scope) {
    Scope turn = scope.within();
    return members
        .ask(first, request, body, turn)
        .compose(outcome -> {
          noteHealth(first, outcome);
          return fails(outcome, failover, turn)
              ? members.ask(second, request, body, scope.within())
              : Future.succeededFuture(outcome);
        });
  }

  private Future<Outcome<OriginAnswer>> byQuality(
      Origin primary,
      Definition.Failover failover,
      EdgeRequest request,
      RequestBody body,
      Scope scope) {
    Scope turn = scope.within();
    return quality
        .compare(primary, failover.secondary(), request, body, turn, scope.within())
        .compose(compared -> {
          Outcome<OriginAnswer> outcome = compared.primary();
          noteHealth(primary, outcome);
          if (outcome instanceof Outcome.Done<OriginAnswer>(OriginAnswer answer)
              && compared.secondaryIsBetter()
              && !failover.statuses().contains(answer.status())) {
            meter.failedOver(FetchMeter.QUALITY);
            answer.discard(turn);
            return members.ask(failover.secondary(), request, body, scope.within());
          }
          return fails(outcome, failover, turn)
              ? members.ask(failover.secondary(), request, body, scope.within())
              : Future.succeededFuture(outcome);
        });
  }

  /** Whether the other member is to be asked; what the first one gave is let go then. */
  private boolean fails(Outcome<OriginAnswer> outcome, Definition.Failover failover, Scope turn) {
    return switch (outcome) {
      case Outcome.Done<OriginAnswer>(OriginAnswer answer) -> {
        boolean fails = failover.statuses().contains(answer.status());
        if (fails) {
          meter.failedOver(FetchMeter.STATUS);
          answer.discard(turn);
        }
        yield fails;
      }
      case Outcome.Failed<OriginAnswer>(OriginFailure reason, String _) -> {
        boolean fails = reason != OriginFailure.OriginPathRefused;
        if (fails) {
          meter.failedOver(reason.name());
          turn.end();
        }
        yield fails;
      }
      case Outcome.Abandoned<OriginAnswer> _ -> false;
    };
  }

  private void noteHealth(Origin origin, Outcome<OriginAnswer> outcome) {
    switch (outcome) {
      case Outcome.Done<OriginAnswer> _ -> health.answered(origin.fingerprint());
      case Outcome.Failed<OriginAnswer>(OriginFailure reason, String _) -> {
        if (PassiveHealth.counts(reason)) {
          health.failed(origin.fingerprint());
        }
      }
      case Outcome.Abandoned<OriginAnswer> _ -> {}
    }
  }
}
