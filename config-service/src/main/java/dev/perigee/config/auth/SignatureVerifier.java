package dev.perigee.config.auth;

import static dev.perigee.config.auth.CanonicalRequest.sha256;

import dev.perigee.config.auth.Authentication.Authentic;
import dev.perigee.config.auth.Authentication.Rejected;
import dev.perigee.config.wire.WireRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Verifies AWS Signature Version 4 (AWS General Reference, "Create a signed AWS API request"), and
 * 4A, by which the clients of key value stores sign.
 *
 * <p>The signature is compared in constant time, and for a key that is not known too, so that the
 * time of the answer tells nothing; whatever else is wrong is told as AWS tells it. The region is
 * whatever the client signed for: CloudFront is global, and so is Perigee. A payload that the
 * client did not hash is refused, since the body is what matters.
 *
 * <p>A request may arrive more than once while its signature is valid, see decision 5.
 */
final class SignatureVerifier {

  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final Duration MAX_PRESIGNED = Duration.ofDays(7);
  private static final int SCOPE_DATE_CHARACTERS = 8;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final String CONTENT_HASH = "x-amz-content-sha256";

  /** Stands for keys that are not known; nothing that it signs is accepted. */
  private static final AccessKey NO_KEY = AccessKey.of("unknown", UUID.randomUUID().toString());

  private final AccessKeys keys;
  private final InstantSource clock;
  private final EcdsaSignature ecdsa = new EcdsaSignature();

  SignatureVerifier(AccessKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Verifies a request.
   *
   * @param service what it has to be signed for
   */
  Authentication verify(WireRequest request, String service) {
    if (!SignedParts.isSigned(request)) {
      return new Rejected(
          "MissingAuthenticationToken", "the request is not signed with an access key");
    }
    Optional<SignedParts> parts = SignedParts.of(request);
    if (parts.isEmpty()) {
      return new Rejected(
          "IncompleteSignature",
          "expected one complete signature with a date, in the Authorization header or in the query,"
              + " by AWS4-HMAC-SHA256 or AWS4-ECDSA-P256-SHA256");
    }
    return verify(request, parts.get(), service);
  }

  private Authentication verify(WireRequest request, SignedParts parts, String service) {
    Optional<AccessKey> key = keys.find(parts.accessKeyId());
    String bodyHash = sha256(request.body());
    String declaredHash = request.header(CONTENT_HASH).orElse(bodyHash);
    String toSign = CanonicalRequest.toSign(request, parts, declaredHash);
    boolean isSigned = isSignedWith(key.orElse(NO_KEY), parts, toSign);
    if (key.isEmpty()) {
      return new Rejected("InvalidClientTokenId", "the access key id is not known here");
    }
    return Stream.of(
            checkToken(request),
            checkScope(parts, service),
            checkTime(request, parts),
            checkCoverage(request, parts))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> checkSignature(isSigned, declaredHash, bodyHash))
        .<Authentication>map(rejected -> rejected)
        .orElseGet(() -> new Authentic(key.get().caller()));
  }

  private static Optional<Rejected> checkToken(WireRequest request) {
    return request
        .header("x-amz-security-token")
        .or(() -> request.query().first("X-Amz-Security-Token"))
        .map(token ->
            new Rejected(
                "InvalidClientTokenId",
                "there are no session tokens here (unset AWS_SESSION_TOKEN)"));
  }

  private static Optional<Rejected> checkScope(SignedParts parts, String service) {
    if (parts.service().equals(service)
        && parts.scopeDate().length() == SCOPE_DATE_CHARACTERS
        && parts.timestamp().startsWith(parts.scopeDate())) {
      return Optional.empty();
    }
    return rejected(
        "SignatureDoesNotMatch",
        "the credential's scope is "
            + parts.scope()
            + " (expected: the date of the request and the service "
            + service
            + ")");
  }

  private Optional<Rejected> checkTime(WireRequest request, SignedParts parts) {
    Instant signedAt;
    try {
      signedAt = LocalDateTime.parse(parts.timestamp(), TIMESTAMP).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return rejected(
          "IncompleteSignature",
          "the date is " + parts.timestamp() + " (expected: like 20261121T100000Z)");
    }
    long seconds = parts.expiresSeconds() == null ? MAX_SKEW.toSeconds() : parts.expiresSeconds();
    if (seconds < 0 || seconds > MAX_PRESIGNED.toSeconds()) {
      return rejected("IncompleteSignature", "X-Amz-Expires: expected 0 to 604800 seconds");
    }
    Instant now = clock.instant();
    Duration valid = validity(request, Duration.ofSeconds(seconds));
    if (now.isAfter(signedAt.plus(valid)) || now.isBefore(signedAt.minus(MAX_SKEW))) {
      return rejected(
          "RequestExpired",
          "signed at " + signedAt + " for " + valid + ", and the time here is " + now);
    }
    return Optional.empty();
  }

  /** A presigned request that may change something is not valid for longer than any other. */
  private static Duration validity(WireRequest request, Duration asked) {
    return request.method().equals("GET") || asked.compareTo(MAX_SKEW) < 0 ? asked : MAX_SKEW;
  }

  /** The host and every header of AWS's own must be signed, or they could be changed on the way. */
  private static Optional<Rejected> checkCoverage(WireRequest request, SignedParts parts) {
    return Stream.concat(Stream.of("host"), request.headers().keySet().stream())
        .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
        .filter(name -> !parts.signedHeaders().contains(name))
        .findFirst()
        .map(
            name -> new Rejected("SignatureDoesNotMatch", "the header " + name + " is not signed"));
  }

  private static Optional<Rejected> checkSignature(
      boolean isSigned, String declaredHash, String bodyHash) {
    if (!isSigned) {
      return rejected(
          "SignatureDoesNotMatch",
          "the signature is not the one that the secret access key gives for this request");
    }
    if (!declaredHash.equals(bodyHash)) {
      return rejected(
          "SignatureDoesNotMatch",
          CONTENT_HASH + ": " + declaredHash + " (expected: the body's SHA-256, " + bodyHash + ")");
    }
    return Optional.empty();
  }

  private boolean isSignedWith(AccessKey key, SignedParts parts, String toSign) {
    return switch (parts.algorithm()) {
      case HMAC -> HmacSignature.matches(key.secret(), parts, toSign);
      case ECDSA -> ecdsa.matches(key, parts, toSign);
    };
  }

  private static Optional<Rejected> rejected(String code, String why) {
    return Optional.of(new Rejected(code, why));
  }
}
