package dev.perigee.config.keyvalue;

import dev.perigee.config.api.Api;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.ErrorCodes;
import dev.perigee.config.wire.JsonWire;
import dev.perigee.config.wire.Percent;
import dev.perigee.config.wire.WireRequest;
import dev.perigee.config.wire.WireResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * The API of what is in key value stores, on the same port as CloudFront's: six operations in JSON
 * (service model {@code cloudfront-keyvaluestore}, 2022-07-26).
 */
@Singleton
final class KeyValueApi implements Api {

  private static final String PREFIX = "/key-value-stores/";

  /** As much as 3 MB of keys and values may take as JSON, most characters not escaped. */
  private static final int MAX_BODY_BYTES = 4 << 20;

  /** What the other API calls otherwise. */
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("AccessDenied", "AccessDeniedException"),
          Map.entry("IncompleteSignature", "IncompleteSignatureException"),
          Map.entry("InternalFailure", "InternalServerException"),
          Map.entry("InvalidArgument", "ValidationException"),
          Map.entry("InvalidClientTokenId", "UnrecognizedClientException"),
          Map.entry("MethodNotAllowed", "ValidationException"),
          Map.entry("MissingAuthenticationToken", "MissingAuthenticationTokenException"),
          Map.entry("NoSuchResource", "ResourceNotFoundException"),
          Map.entry("RequestEntityTooLarge", "ValidationException"),
          Map.entry("ServiceUnavailable", "ServiceUnavailableException"),
          Map.entry("SignatureDoesNotMatch", "InvalidSignatureException"),
          Map.entry("Throttling", "ThrottlingException"));

  private final KeyValueOperations operations;

  KeyValueApi(KeyValueOperations operations) {
    this.operations = operations;
  }

  @Override
  public String name() {
    return "cloudfront-keyvaluestore";
  }

  @Override
  public boolean serves(String rawPath) {
    return rawPath.startsWith(PREFIX);
  }

  @Override
  public int maxBodyBytes() {
    return MAX_BODY_BYTES;
  }

  @Override
  public Action route(WireRequest request) {
    List<String> segments = List.of(request.rawPath().substring(PREFIX.length()).split("/", -1));
    String arn = Percent.decode(segments.getFirst());
    String method = request.method();
    if (segments.size() == 1 && method.equals("GET")) {
      return operations.describe(arn);
    }
    if (segments.size() > 1 && segments.get(1).equals("keys")) {
      String key = segments.size() == 3 ? Percent.decode(segments.get(2)) : "";
      if (segments.size() == 2 && method.equals("GET")) {
        return operations.listKeys(arn, request);
      } else if (segments.size() == 2 && method.equals("POST")) {
        return operations.updateKeys(arn, request);
      } else if (!key.isEmpty() && method.equals("GET")) {
        return operations.getKey(arn, key);
      } else if (!key.isEmpty() && method.equals("PUT")) {
        return operations.putKey(arn, key, request);
      } else if (!key.isEmpty() && method.equals("DELETE")) {
        return operations.deleteKey(arn, key, request);
      }
    }
    throw new ApiException(
        "NoSuchResource", "no operation is " + method + " of " + request.rawPath());
  }

  @Override
  public WireResponse error(ApiException error, String requestId) {
    String code = CODES.getOrDefault(error.code(), error.code());
    return JsonWire.error(ErrorCodes.status(error.code()), code, error.text(), requestId);
  }
}
