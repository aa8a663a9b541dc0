package dev.perigee.config.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Responses in JSON, as AWS's REST services in JSON have them. */
public final class JsonWire {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonWire() {}

  /**
   * A response of success.
   *
   * @param headers beside those that every response has
   */
  public static WireResponse ok(Object body, Map<String, String> headers, String requestId) {
    Map<String, String> all = headers(requestId);
    all.putAll(headers);
    return new WireResponse(200, all, bytes(body));
  }

  /** An error; its code is in a header, where the SDKs look for it, and in the body. */
  public static WireResponse error(int status, String code, String text, String requestId) {
    Map<String, String> headers = headers(requestId);
    headers.put("x-amzn-ErrorType", code);
    return new WireResponse(status, headers, bytes(Map.of("__type", code, "Message", text)));
  }

  private static Map<String, String> headers(String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amzn-RequestId", requestId);
    headers.put("Content-Type", "application/json");
    return headers;
  }

  private static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not to be written as JSON: " + value.getClass(), e);
    }
  }
}
