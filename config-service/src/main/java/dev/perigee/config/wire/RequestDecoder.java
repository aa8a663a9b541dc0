package dev.perigee.config.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.PayloadTrait;

/** Turns an HTTP request into the SDK's request class. */
public final class RequestDecoder {

  private RequestDecoder() {}

  /**
   * Decodes a request.
   *
   * @throws ApiException where the request is not what the operation expects
   */
  public static SdkPojo decode(
      Operation operation, Map<String, String> labels, WireRequest request) {
    SdkPojo builder = operation.requestBuilder().get();
    for (SdkField<?> field : builder.sdkFields()) {
      String text =
          switch (field.location()) {
            case PATH, GREEDY_PATH -> labels.get(field.locationName());
            case QUERY_PARAM -> request.query().first(field.locationName()).orElse(null);
            case HEADER -> request.header(field.locationName()).orElse(null);
            case PAYLOAD, STATUS_CODE -> null;
          };
      if (text != null) {
        field.set(builder, Scalars.parse(field.locationName(), field.marshallingType(), text));
      }
    }
    body(operation, builder, request.body());
    return (SdkPojo) SdkClasses.build(builder);
  }

  private static void body(Operation operation, SdkPojo builder, byte[] body) {
    SdkField<?> payload = payload(builder);
    if (payload != null) {
      if (body.length > 0) {
        payload.set(builder, payloadValue(payload, body));
      }
    } else if (operation.rootElement() != null) {
      if (body.length == 0) {
        throw new ApiException(
            "MissingBody", operation.name() + " wants a body: " + operation.rootElement());
      }
      XmlDecoder.decode(body, operation.rootElement(), builder);
    }
  }

  private static Object payloadValue(SdkField<?> payload, byte[] body) {
    if (payload.marshallingType() == MarshallingType.SDK_BYTES) {
      return SdkBytes.fromByteArray(body);
    }
    SdkPojo builder = payload.constructor().get();
    XmlDecoder.decode(body, payload.locationName(), builder);
    return SdkClasses.build(builder);
  }

  /** The one member that is the body; null where there is none. */
  static @Nullable SdkField<?> payload(SdkPojo value) {
    for (SdkField<?> field : value.sdkFields()) {
      if (field.location() == MarshallLocation.PAYLOAD && field.containsTrait(PayloadTrait.class)) {
        return field;
      }
    }
    return null;
  }
}
