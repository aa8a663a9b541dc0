package dev.perigee.config.auth;

import static dev.perigee.config.auth.CanonicalRequest.sha256;

import dev.perigee.config.auth.Authentication.Authentic;
import dev.perigee.config.auth.Authentication.Rejected;
import dev.perigee.config.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4 (AWS General Reference, "Create a signed AWS API request").
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
  private static final String HMAC = "HmacSHA256";

  /** Stands for the secret of keys that are not known; nothing that it signs is accepted. */
  private static final String NO_SECRET = UUID.randomUUID().toString();

  private final AccessKeys keys;
  private final InstantSource clock;

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
          "expected one complete "
              + SignedParts.ALGORITHM
              + " signature with a date, in the Authorization header or in the query");
    }
    return verify(request, parts.get(), service);
  }

  private Authentication verify(WireRequest request, SignedParts parts, String service) {
    Optional<AccessKey> key = keys.find(parts.accessKeyId());
    String bodyHash = sha256(request.body());
    String declaredHash = request.header(CONTENT_HASH).orElse(bodyHash);
    byte[] expected =
        signature(key.map(AccessKey::secret).orElse(NO_SECRET), request, parts, declaredHash);
    boolean isSigned =
        MessageDigest.isEqual(expected, parts.signature().getBytes(StandardCharsets.UTF_8));
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

  private static byte[] signature(
      String secret, WireRequest request, SignedParts parts, String bodyHash) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part :
        List.of(parts.scopeDate(), parts.region(), parts.service(), SignedParts.TERMINATOR)) {
      key = hmac(key, part);
    }
    String toSign = CanonicalRequest.toSign(request, parts, bodyHash);
    return HexFormat.of().formatHex(hmac(key, toSign)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is part of every Java runtime", e);
    }
  }

  private static Optional<Rejected> rejected(String code, String why) {
    return Optional.of(new Rejected(code, why));
  }
}
