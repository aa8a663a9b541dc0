package dev.perigee.config.api;

import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontRequest;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontResponse;

/**
 * Does one operation.
 *
 * @param operation its name in the service model
 * @param type the SDK's class of its request
 * @param action takes the decoded, model-checked request; refuses with {@link
 *     dev.perigee.config.wire.ApiException}
 */
public record OperationHandler<Q extends CloudFrontRequest>(
    String operation, Class<Q> type, BiFunction<Q, Call, Answer> action) {

  public static <Q extends CloudFrontRequest> OperationHandler<Q> on(
      String operation, Class<Q> type, BiFunction<Q, Call, CloudFrontResponse> action) {
    return new OperationHandler<>(
        operation, type, (request, call) -> new Answer.Modelled(action.apply(request, call)));
  }

  public static <Q extends CloudFrontRequest> OperationHandler<Q> on(
      String operation, Class<Q> type, Function<Q, CloudFrontResponse> action) {
    return on(operation, type, (request, call) -> action.apply(request));
  }

  /** For an operation that writes its answer itself. */
  public static <Q extends CloudFrontRequest> OperationHandler<Q> writing(
      String operation, Class<Q> type, BiFunction<Q, Call, byte[]> action) {
    return new OperationHandler<>(
        operation, type, (request, call) -> new Answer.Written(action.apply(request, call)));
  }

  Answer handle(SdkPojo request, Call call) {
    return action.apply(type.cast(request), call);
  }
}
