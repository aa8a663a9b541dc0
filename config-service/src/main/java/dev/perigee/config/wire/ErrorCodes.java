package dev.perigee.config.wire;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The HTTP status of each error code: those of the service model, and those that AWS's front end
 * uses for every service.
 */
public final class ErrorCodes {

  private static final Map<String, Integer> STATUS = load();

  private ErrorCodes() {}

  /**
   * Looks up a code's HTTP status.
   *
   * @throws IllegalArgumentException for a code that CloudFront does not have
   */
  public static int status(String code) {
    Integer status = STATUS.get(code);
    if (status == null) {
      throw new IllegalArgumentException("not an error code of CloudFront: " + code);
    }
    return status;
  }

  private static Map<String, Integer> load() {
    Map<String, Integer> codes =
        new HashMap<>(Resources.json("cloudfront-errors.json", new TypeReference<>() {}));
    codes.putAll(
        Map.of(
            "MalformedXML", 400,
            "MethodNotAllowed", 405,
            "RequestEntityTooLarge", 413,
            "IncompleteSignature", 403,
            "InvalidClientTokenId", 403,
            "MissingAuthenticationToken", 403,
            "RequestExpired", 403,
            "SignatureDoesNotMatch", 403,
            "InternalFailure", 500,
            "ServiceUnavailable", 503));
    return Map.copyOf(codes);
  }
}
