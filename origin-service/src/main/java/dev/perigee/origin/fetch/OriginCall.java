package dev.perigee.origin.fetch;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.origin.address.AddressLookup;
import dev.perigee.origin.address.AddressRules;
import dev.perigee.origin.address.Families;
import dev.perigee.origin.fetch.StallWatch.Party;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to its origin, in as many attempts as the origin's definition allows, until a
 * response's head has come.
 *
 * <p>What may be repeated: any request for which no connection was to be had, since nothing was
 * sent; GET and HEAD after the origin's silence; and once, whatever the number of attempts, an
 * idempotent request without a body whose connection closed before an answer, since a kept
 * connection may have been closed by the origin just as it was used (RFC 9110, section 9.2.2).
 */
final class OriginCall {

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<HttpMethod> IDEMPOTENT =
      Set.of(
          HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);
  private static final int FIRST_FINAL_STATUS = 200;

  /**
   * What every call on an event loop uses.
   *
   * @param edgeLimit how long an edge may keep a call waiting
   */
  record Means(
      Vertx vertx,
      AddressLookup lookup,
      AddressRules rules,
      OriginClients clients,
      Duration edgeLimit) {}

  private final Means means;
  private final Scope scope;
  private final OriginRequest request;
  private final RequestBody body;
  private final Origin origin;
  private final OriginGate.Permit permit;
  private final Promise<Outcome<OriginAnswer>> answer = Promise.promise();

  private int attempts;
  private boolean resentOnClose;
  private @Nullable Attempt current;
  private boolean decided;

  private OriginCall(
      Means means, Scope scope, OriginRequest request, RequestBody body, OriginGate.Permit permit) {
    this.means = means;
    this.scope = scope;
    this.request = request;
    this.body = body;
    this.origin = request.origin();
    this.permit = permit;
  }

  /** Starts the call. It is given up when nobody waits for it any more. */
  static Future<Outcome<OriginAnswer>> start(
      Means means, Scope scope, OriginRequest request, RequestBody body, OriginGate.Permit permit) {
    OriginCall call = new OriginCall(means, scope, request, body, permit);
    scope.whenLeft(call::giveUp);
    permit.whenLost(call::makeRoom);
    call.limitCompletion();
    if (!call.decided) {
      call.attempt();
    }
    return call.answer.future();
  }

  private void limitCompletion() {
    Duration limit = origin.responseCompletionTimeout();
    if (limit != null) {
      long timer = means.vertx().setTimer(limit.toMillis(), _ -> completionTimedOut(limit));
      scope.atEnd(() -> means.vertx().cancelTimer(timer));
    }
  }

  private void completionTimedOut(Duration limit) {
    abortAttempt();
    if (decided) {
      scope.breakOff();
    } else {
      fail(OriginFailure.OriginReadTimeout, "no complete response within " + limit);
    }
  }

  private void giveUp() {
    abortAttempt();
    decide(Outcome.abandoned());
  }

  private void makeRoom() {
    abortAttempt();
    fail(OriginFailure.OriginBusy, OriginGate.MADE_ROOM);
  }

  private void abortAttempt() {
    Attempt attempt = current;
    if (attempt != null) {
      attempt.abort();
    }
  }

  private void attempt() {
    attempts++;
    means.lookup().lookup(request.destination().connectHost()).onSuccess(this::connect);
  }

  private void connect(List<InetAddress> found) {
    if (decided) {
      return;
    }
    String host = request.destination().connectHost();
    if (found.isEmpty()) {
      fail(OriginFailure.OriginDnsError, host + " has no address");
      return;
    }
    List<InetAddress> admitted =
        request.destination().operatorsOwn()
            ? found
            : found.stream().filter(means.rules()::admits).toList();
    if (admitted.isEmpty()) {
      fail(OriginFailure.OriginAddressRefused, host + " is in a network closed to origins");
      return;
    }
    List<InetAddress> usable =
        request.destination().operatorsOwn() ? admitted : Families.of(origin.addresses(), admitted);
    if (usable.isEmpty()) {
      fail(OriginFailure.OriginDnsError, host + " has no " + Families.inWords(origin.addresses()));
      return;
    }
    InetAddress address = usable.get((attempts - 1) % usable.size());
    means
        .clients()
        .connect(request, address)
        .onSuccess(this::send)
        .onFailure(cause ->
            failAttempt(
                OriginErrors.whileConnecting(cause),
                "no connection to "
                    + host
                    + ":"
                    + request.destination().port()
                    + " in "
                    + attempts
                    + " attempts: "
                    + OriginErrors.inWords(cause)));
  }

  private void send(HttpClientRequest outgoing) {
    // Failures come with the response's future; without a handler they would be logged as well.
    outgoing.exceptionHandler(_ -> {});
    if (decided) {
      outgoing.reset();
      return;
    }
    Attempt attempt = new Attempt(outgoing);
    current = attempt;
    attempt.send();
  }

  private void failAttempt(OriginFailure reason, String detail) {
    if (decided) {
      return;
    }
    if (mayRepeat(reason)) {
      attempt();
    } else {
      fail(reason, detail);
    }
  }

  private boolean mayRepeat(OriginFailure reason) {
    HttpMethod method = request.method();
    boolean again = body.kind() == RequestBody.Kind.NONE;
    if (reason == OriginFailure.OriginCommError && !resentOnClose) {
      resentOnClose = true;
      return again && IDEMPOTENT.contains(method);
    }
    if (attempts >= origin.connectionAttempts()) {
      return false;
    }
    return reason == OriginFailure.OriginConnectError
        || (reason == OriginFailure.OriginReadTimeout && again && READING.contains(method));
  }

  private void fail(OriginFailure reason, String detail) {
    decide(Outcome.failed(reason, detail));
  }

  private void decide(Outcome<OriginAnswer> outcome) {
    if (!decided) {
      decided = true;
      permit.answered();
      // Whoever takes the answer lets go of it too.
      scope.whenLeft(() -> {});
      answer.complete(outcome);
    }
  }

  /** One sending of the request over one connection. Over once it has failed or was answered. */
  private final class Attempt {

    private final HttpClientRequest outgoing;
    private final StallWatch watch;
    private boolean over;

    Attempt(HttpClientRequest outgoing) {
      this.outgoing = outgoing;
      this.watch =
          new StallWatch(means.vertx(), origin.readTimeout(), means.edgeLimit(), this::stalled);
      scope.atEnd(watch::stop);
    }

    void send() {
      outgoing.headers().addAll(request.headers());
      outgoing.response().onSuccess(this::answered).onFailure(this::broken);
      body.send(outgoing, watch);
    }

    private void answered(HttpClientResponse response) {
      if (over) {
        return;
      }
      if (body.kind() == RequestBody.Kind.UPGRADE && Tunnel.opensBy(response)) {
        watch.stop();
        decide(Outcome.done(new OriginAnswer(origin, outgoing, response, watch)));
        return;
      }
      if (response.statusCode() < FIRST_FINAL_STATUS) {
        failWith(
            OriginFailure.OriginInvalidResponseError,
            "status " + response.statusCode() + " (expected: >= 200)");
        return;
      }
      watch.moved(Party.ORIGIN);
      decide(Outcome.done(new OriginAnswer(origin, outgoing, response, watch)));
    }

    private void broken(Throwable cause) {
      failWith(
          OriginErrors.whileWaiting(cause),
          "no response from " + request.destination().connectHost() + ": " + cause.getMessage());
    }

    private void stalled(Party party) {
      if (party == Party.EDGE) {
        abort();
        scope.breakOff();
        decide(Outcome.abandoned());
      } else {
        failWith(
            OriginFailure.OriginReadTimeout,
            request.destination().connectHost() + " was silent for " + origin.readTimeout());
      }
    }

    private void failWith(OriginFailure reason, String detail) {
      if (!over) {
        abort();
        failAttempt(reason, detail);
      }
    }

    void abort() {
      if (!over) {
        over = true;
        watch.stop();
        outgoing.reset();
      }
    }
  }
}
