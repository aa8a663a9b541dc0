package dev.perigee.config.wire;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The HTTP status of each error code: those of the service model, and those that AWS's front end
 * uses for every service, and those of the data API of key value stores.
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
    codes.put("ConflictException", 409);
    codes.put("IncompleteSignature", 403);
    codes.put("InternalFailure", 500);
    codes.put("InvalidClientTokenId", 403);
    codes.put("InvalidationBatchAlreadyExists", 409);
    codes.put("MalformedXML", 400);
    codes.put("MethodNotAllowed", 405);
    codes.put("MissingAuthenticationToken", 403);
    codes.put("RequestEntityTooLarge", 413);
    codes.put("RequestExpired", 403);
    codes.put("ResourceNotFoundException", 404);
    codes.put("ServiceQuotaExceededException", 402);
    codes.put("ServiceUnavailable", 503);
    codes.put("SignatureDoesNotMatch", 403);
    codes.put("Throttling", 429);
    codes.put("ValidationException", 400);
    return Map.copyOf(codes);
  }
}
