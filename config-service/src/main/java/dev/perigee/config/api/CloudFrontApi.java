package dev.perigee.config.api;

import dev.perigee.config.validation.ModelValidator;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Operation;
import dev.perigee.config.wire.RequestDecoder;
import dev.perigee.config.wire.ResponseEncoder;
import dev.perigee.config.wire.ServiceModel;
import dev.perigee.config.wire.WireRequest;
import dev.perigee.config.wire.WireResponse;
import jakarta.inject.Singleton;
import software.amazon.awssdk.core.SdkPojo;

/** CloudFront's API: decode, validate, handle, encode, each led by the service model. */
@Singleton
final class CloudFrontApi implements Api {

  private final ServiceModel model;
  private final ModelValidator validator;
  private final OperationTable table;

  CloudFrontApi(ServiceModel model, OperationTable table) {
    this.model = model;
    this.validator = new ModelValidator(model);
    this.table = table;
  }

  @Override
  public String name() {
    return "cloudfront";
  }

  /** Whatever no other API serves, so that clients are told in the form that they expect. */
  @Override
  public boolean serves(String rawPath) {
    return true;
  }

  @Override
  public Action route(WireRequest request) {
    return new Routed(model.route(request), request);
  }

  @Override
  public WireResponse error(ApiException error, String requestId) {
    return ResponseEncoder.error(error, requestId);
  }

  private final class Routed implements Action {

    private final ServiceModel.Route route;
    private final WireRequest request;

    Routed(ServiceModel.Route route, WireRequest request) {
      this.route = route;
      this.request = request;
    }

    @Override
    public String operation() {
      return route.operation().name();
    }

    @Override
    public WireResponse run(Call call) {
      Operation operation = route.operation();
      OperationHandler<?> handler = table.handler(operation);
      SdkPojo decoded = RequestDecoder.decode(operation, route.labels(), request);
      if (operation.inputShape() != null) {
        validator.check(operation.inputShape(), decoded);
      }
      return switch (handler.handle(decoded, call)) {
        case Answer.Modelled(var response) ->
            ResponseEncoder.encode(operation, response, call.requestId());
        case Answer.Written(byte[] xml) ->
            ResponseEncoder.written(operation, xml, call.requestId());
      };
    }
  }
}
