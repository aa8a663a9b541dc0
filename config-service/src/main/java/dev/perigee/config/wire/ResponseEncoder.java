package dev.perigee.config.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** Turns the SDK's response class, or an error, into an HTTP response. */
public final class ResponseEncoder {

  private static final String XML = "text/xml";
  private static final byte[] NO_BODY = {};

  private ResponseEncoder() {}

  public static WireResponse encode(Operation operation, SdkPojo response, String requestId) {
    Map<String, String> headers = headers(requestId);
    for (SdkField<?> field : response.sdkFields()) {
      Object value = field.getValueOrDefault(response);
      if (field.location() == MarshallLocation.HEADER && value != null) {
        headers.put(field.unmarshallLocationName(), Scalars.format(value));
      }
    }
    return response(operation, headers, body(operation, response));
  }

  /** A response whose body is written already. */
  public static WireResponse written(Operation operation, byte[] body, String requestId) {
    return response(operation, headers(requestId), body);
  }

  private static WireResponse response(
      Operation operation, Map<String, String> headers, byte[] body) {
    if (body.length > 0) {
      headers.putIfAbsent("Content-Type", XML);
    }
    return new WireResponse(operation.status(), headers, body);
  }

  /** CloudFront's form of an error. */
  public static WireResponse error(ApiException error, String requestId) {
    Map<String, String> headers = headers(requestId);
    headers.put("Content-Type", XML);
    byte[] body =
        XmlWriter.document(
            "ErrorResponse",
            writer -> {
              writer.element(
                  "Error",
                  () -> {
                    writer.element("Type", error.status() < 500 ? "Sender" : "Receiver");
                    writer.element("Code", error.code());
                    writer.element("Message", printable(error.text()));
                  });
              writer.element("RequestId", requestId);
            });
    return new WireResponse(error.status(), headers, body);
  }

  private static byte[] body(Operation operation, SdkPojo response) {
    SdkField<?> payload = RequestDecoder.payload(response);
    if (payload != null) {
      return payload(payload.unmarshallLocationName(), payload.getValueOrDefault(response));
    }
    boolean hasBody =
        response.sdkFields().stream()
            .anyMatch(field -> field.location() == MarshallLocation.PAYLOAD);
    return hasBody && operation.outputShape() != null
        ? XmlEncoder.encode(operation.outputShape(), response)
        : NO_BODY;
  }

  private static byte[] payload(String name, @Nullable Object value) {
    return switch (value) {
      case null -> NO_BODY;
      case SdkBytes bytes -> bytes.asByteArray();
      case SdkPojo pojo -> XmlEncoder.encode(name, pojo);
      default -> throw new IllegalStateException("no payload: " + value.getClass());
    };
  }

  private static Map<String, String> headers(String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amzn-RequestId", requestId);
    return headers;
  }

  /** What a client sent may stand in a message, but XML cannot hold every character. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c ->
            Character.isISOControl(c) || c == 0xfffe || c == 0xffff || isSurrogate(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
