package dev.perigee.config.api;

import dev.perigee.config.auth.AccessKeys;
import dev.perigee.config.auth.Authentication;
import dev.perigee.config.auth.Caller;
import dev.perigee.config.auth.SignatureVerifier;
import dev.perigee.config.storage.DatabaseTrouble;
import dev.perigee.config.validation.ModelValidator;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Operation;
import dev.perigee.config.wire.RequestDecoder;
import dev.perigee.config.wire.ResponseEncoder;
import dev.perigee.config.wire.ServiceModel;
import dev.perigee.config.wire.WireRequest;
import dev.perigee.config.wire.WireResponse;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Answers one request: authenticate, route, permit, decode, validate, handle, encode. Made at
 * start-up, so that the first request does not wait for the service model to be read.
 */
@Startup
@Singleton
final class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  private final ServiceModel model;
  private final ModelValidator validator;
  private final SignatureVerifier verifier;
  private final OperationTable table;

  Dispatcher(ServiceModel model, AccessKeys keys, OperationTable table) {
    this.model = model;
    this.validator = new ModelValidator(model);
    this.verifier = new SignatureVerifier(keys, InstantSource.system());
    this.table = table;
  }

  /**
   * Answers a request.
   *
   * @param endpoint where the client reached the API
   */
  WireResponse dispatch(WireRequest request, String endpoint) {
    String requestId = UUID.randomUUID().toString();
    try {
      Caller caller = authenticate(request);
      ServiceModel.Route route = model.route(request);
      Operation operation = route.operation();
      permit(caller, operation);
      OperationHandler<?> handler = table.handler(operation);
      SdkPojo decoded = RequestDecoder.decode(operation, route.labels(), request);
      if (operation.inputShape() != null) {
        validator.check(operation.inputShape(), decoded);
      }
      return ResponseEncoder.encode(
          operation, handler.handle(decoded, new Call(endpoint, caller)), requestId);
    } catch (ApiException e) {
      return ResponseEncoder.error(e, requestId);
    } catch (RuntimeException e) {
      return ResponseEncoder.error(failure(e, requestId), requestId);
    }
  }

  /** An error that was found before there was a request to dispatch. */
  WireResponse refuse(ApiException error) {
    return ResponseEncoder.error(error, UUID.randomUUID().toString());
  }

  private Caller authenticate(WireRequest request) {
    return switch (verifier.verify(request)) {
      case Authentication.Authentic(Caller caller) -> caller;
      case Authentication.Rejected(String code, String why) -> throw new ApiException(code, why);
    };
  }

  private static void permit(Caller caller, Operation operation) {
    if (!caller.access().allows(operation.name())) {
      throw new ApiException(
          "AccessDenied",
          "User: access key "
              + caller.accessKeyId()
              + " of account "
              + caller.account()
              + " is not authorized to perform: cloudfront:"
              + operation.name()
              + " because its access is "
              + caller.access().word());
    }
  }

  private static ApiException failure(RuntimeException e, String requestId) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException refusal) {
        return refusal;
      }
    }
    if (DatabaseTrouble.isUnavailable(e)) {
      LOG.warnf("request %s: the database cannot be reached: %s", requestId, e);
      return new ApiException("ServiceUnavailable", "the database cannot be reached, try again");
    }
    LOG.errorf(e, "request %s failed", requestId);
    return new ApiException("InternalFailure", "internal error, see the log for " + requestId);
  }
}
