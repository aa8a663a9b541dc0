package dev.perigee.config.auth;

import dev.perigee.config.wire.Query;
import dev.perigee.config.wire.WireRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its own signature.
 *
 * @param algorithm how it was signed
 * @param accessKeyId who claims to have signed
 * @param scopeDate date of the key's scope, {@code yyyyMMdd}
 * @param region of the scope: the client's own choice; empty where the algorithm has none
 * @param service of the scope
 * @param signedHeaders names of the headers that are signed, lower case, in order
 * @param signature in lower-case hexadecimal
 * @param timestamp when it was signed, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param expiresSeconds how long a presigned URL is valid; null for a signature in the header
 */
record SignedParts(
    SigningAlgorithm algorithm,
    String accessKeyId,
    String scopeDate,
    String region,
    String service,
    List<String> signedHeaders,
    String signature,
    String timestamp,
    @Nullable Long expiresSeconds) {

  static final String TERMINATOR = "aws4_request";
  private static final String AUTHORIZATION = "authorization";

  String scope() {
    return region.isEmpty()
        ? String.join("/", scopeDate, service, TERMINATOR)
        : String.join("/", scopeDate, region, service, TERMINATOR);
  }

  boolean isPresigned() {
    return expiresSeconds != null;
  }

  /** Whether a request carries a signature at all, of whatever form. */
  static boolean isSigned(WireRequest request) {
    return request.header(AUTHORIZATION).isPresent() || hasSignedQuery(request);
  }

  /** Reads what a request says; empty where it is incomplete, or in the header and the query. */
  static Optional<SignedParts> of(WireRequest request) {
    Optional<String> authorization = request.header(AUTHORIZATION);
    if (authorization.isEmpty()) {
      return fromQuery(request.query());
    }
    return hasSignedQuery(request) ? Optional.empty() : fromHeader(authorization.get(), request);
  }

  private static boolean hasSignedQuery(WireRequest request) {
    return request.query().first("X-Amz-Algorithm").isPresent();
  }

  private static Optional<SignedParts> fromHeader(String authorization, WireRequest request) {
    int space = authorization.indexOf(' ');
    Optional<SigningAlgorithm> algorithm =
        SigningAlgorithm.of(authorization.substring(0, Math.max(space, 0)));
    if (algorithm.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : authorization.substring(space + 1).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        return Optional.empty();
      }
      parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return of(
        algorithm.get(),
        parts.get("Credential"),
        parts.get("SignedHeaders"),
        parts.get("Signature"),
        request.header("x-amz-date").orElse(null),
        null);
  }

  private static Optional<SignedParts> fromQuery(Query query) {
    Optional<SigningAlgorithm> algorithm =
        query.first("X-Amz-Algorithm").flatMap(SigningAlgorithm::of);
    if (algorithm.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> expires = query.first("X-Amz-Expires").flatMap(SignedParts::seconds);
    return expires.flatMap(seconds ->
        of(
            algorithm.get(),
            query.first("X-Amz-Credential").orElse(null),
            query.first("X-Amz-SignedHeaders").orElse(null),
            query.first("X-Amz-Signature").orElse(null),
            query.first("X-Amz-Date").orElse(null),
            seconds));
  }

  private static Optional<SignedParts> of(
      SigningAlgorithm algorithm,
      @Nullable String credential,
      @Nullable String signedHeaders,
      @Nullable String signature,
      @Nullable String timestamp,
      @Nullable Long expiresSeconds) {
    if (credential == null || signedHeaders == null || signature == null || timestamp == null) {
      return Optional.empty();
    }
    List<String> scope = List.of(credential.split("/", -1));
    if (scope.size() != algorithm.credentialParts() || !scope.getLast().equals(TERMINATOR)) {
      return Optional.empty();
    }
    return Optional.of(
        new SignedParts(
            algorithm,
            scope.getFirst(),
            scope.get(1),
            algorithm == SigningAlgorithm.HMAC ? scope.get(2) : "",
            scope.get(scope.size() - 2),
            Arrays.asList(signedHeaders.split(";", -1)),
            signature,
            timestamp,
            expiresSeconds));
  }

  private static Optional<Long> seconds(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
