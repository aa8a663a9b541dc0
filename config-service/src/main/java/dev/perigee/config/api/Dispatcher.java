package dev.perigee.config.api;

import dev.perigee.config.audit.Attempt;
import dev.perigee.config.audit.RefusalLog;
import dev.perigee.config.auth.Authentication;
import dev.perigee.config.auth.Authenticator;
import dev.perigee.config.auth.Caller;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.WireRequest;
import dev.perigee.config.wire.WireResponse;
import dev.perigee.database.DatabaseErrors;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Answers one request: authenticate, route, permit, carry out. Made at start-up, so that the first
 * request does not wait for the service model to be read.
 */
@Startup
@Singleton
final class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private final Authenticator authenticator;
  private final Apis apis;

  Dispatcher(Authenticator authenticator, Apis apis) {
    this.authenticator = authenticator;
    this.apis = apis;
  }

  /**
   * Answers a request.
   *
   * @param arrival how it came in
   */
  WireResponse dispatch(WireRequest request, Arrival arrival) {
    String requestId = UUID.randomUUID().toString();
    Api api = apis.of(request.rawPath());
    try {
      Caller caller = authenticate(api, request, arrival);
      Api.Action action = api.route(request);
      Attempt attempt =
          new Attempt(
              caller, api.name() + ":" + action.operation(), requestId, arrival.clientAddress());
      return carryOut(
          attempt, action, new Call(arrival.endpoint(), caller, requestId, request.headers()));
    } catch (ApiException e) {
      return api.error(e, requestId);
    }
  }

  /** How large the body of a request may be. */
  int maxBodyBytes(String rawUri) {
    return apis.of(rawUri).maxBodyBytes();
  }

  /** An error that was found before there was a request to dispatch. */
  WireResponse refuse(ApiException error, String rawUri) {
    return apis.of(rawUri).error(error, UUID.randomUUID().toString());
  }

  private Caller authenticate(Api api, WireRequest request, Arrival arrival) {
    return switch (authenticator.authenticate(
        request, api.signingName(), arrival.clientAddress())) {
      case Authentication.Authentic(Caller caller) -> caller;
      case Authentication.Rejected(String code, String why) -> throw new ApiException(code, why);
    };
  }

  private static WireResponse carryOut(Attempt attempt, Api.Action action, Call call) {
    try {
      permit(attempt, action);
      return attempt.carryOut(() -> action.run(call));
    } catch (RuntimeException e) {
      ApiException refusal = refusal(e, attempt.requestId());
      RefusalLog.refused(attempt, refusal);
      throw refusal;
    }
  }

  private static void permit(Attempt attempt, Api.Action action) {
    Caller caller = attempt.caller();
    if (!caller.access().allows(action.operation())) {
      throw new ApiException(
          "AccessDenied",
          "User: access key "
              + caller.accessKeyId()
              + " of account "
              + caller.account()
              + " is not authorized to perform: "
              + attempt.operation()
              + " because its access is "
              + caller.access().word());
    }
  }

  private static ApiException refusal(RuntimeException e, String requestId) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException refusal) {
        return refusal;
      }
    }
    if (DatabaseErrors.isUnavailable(e)) {
      LOG.warnf("request %s: the database cannot be reached: %s", requestId, e);
      return new ApiException("ServiceUnavailable", "the database cannot be reached, try again");
    }
    LOG.errorf(e, "request %s failed", requestId);
    return new ApiException("InternalFailure", "internal error, see the log for " + requestId);
  }
}
