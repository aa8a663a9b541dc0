package dev.perigee.config.auth;

import dev.perigee.config.auth.Authentication.Authentic;
import dev.perigee.config.auth.Authentication.Rejected;
import dev.perigee.config.wire.Percent;
import dev.perigee.config.wire.Query;
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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4 (AWS General Reference, "Create a signed AWS API request").
 *
 * <p>Only the signature is compared with the secret's, in constant time; whatever else is wrong is
 * told as AWS tells it. The region is whatever the client signed for: CloudFront is global, and so
 * is Perigee. A payload that the client did not hash is refused, since the body is what matters.
 */
public final class SignatureVerifier {

  private static final String SERVICE = "cloudfront";
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final Duration MAX_PRESIGNED = Duration.ofDays(7);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final String CONTENT_HASH = "x-amz-content-sha256";
  private static final String HMAC = "HmacSHA256";

  private final AccessKeys keys;
  private final InstantSource clock;

  public SignatureVerifier(AccessKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  public Authentication verify(WireRequest request) {
    Optional<String> authorization = request.header("authorization");
    boolean presigned = request.query().first("X-Amz-Algorithm").isPresent();
    if (authorization.isEmpty() && !presigned) {
      return new Rejected(
          "MissingAuthenticationToken", "the request is not signed with an access key");
    }
    Optional<SignedParts> parts =
        authorization.isPresent()
            ? SignedParts.fromHeader(authorization.get(), request)
            : SignedParts.fromQuery(request.query());
    if (parts.isEmpty()) {
      return new Rejected(
          "IncompleteSignature",
          "the signature is not a complete " + SignedParts.ALGORITHM + " signature with a date");
    }
    return verify(request, parts.get());
  }

  private Authentication verify(WireRequest request, SignedParts parts) {
    Optional<AccessKey> key = keys.find(parts.accessKeyId());
    if (key.isEmpty()) {
      return new Rejected("InvalidClientTokenId", "the access key id is not known here");
    }
    if (request.header("x-amz-security-token").isPresent()
        || request.query().first("X-Amz-Security-Token").isPresent()) {
      return new Rejected(
          "InvalidClientTokenId", "there are no session tokens here (unset AWS_SESSION_TOKEN)");
    }
    Optional<Rejected> untimely = checkTime(parts);
    if (untimely.isPresent()) {
      return untimely.get();
    }
    Optional<Rejected> unsigned = checkCoverage(request, parts);
    if (unsigned.isPresent()) {
      return unsigned.get();
    }
    String bodyHash = sha256(request.body());
    String declaredHash = request.header(CONTENT_HASH).orElse(bodyHash);
    byte[] expected = signature(key.get().secret(), request, parts, declaredHash);
    byte[] found = parts.signature().getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, found)) {
      return new Rejected(
          "SignatureDoesNotMatch",
          "the signature is not the one that the secret access key gives for this request");
    }
    if (!declaredHash.equals(bodyHash)) {
      return new Rejected("SignatureDoesNotMatch", CONTENT_HASH + " is not the body's SHA-256");
    }
    return new Authentic(key.get().caller());
  }

  private Optional<Rejected> checkTime(SignedParts parts) {
    Instant signedAt;
    try {
      signedAt = LocalDateTime.parse(parts.timestamp(), TIMESTAMP).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Optional.of(
          new Rejected(
              "IncompleteSignature",
              "the date is " + parts.timestamp() + " (expected: like 20261121T100000Z)"));
    }
    if (!parts.timestamp().startsWith(parts.scopeDate()) || !parts.service().equals(SERVICE)) {
      return Optional.of(
          new Rejected(
              "SignatureDoesNotMatch",
              "the credential's scope is "
                  + parts.scope()
                  + " (expected: the date of the request and the service "
                  + SERVICE
                  + ")"));
    }
    Instant now = clock.instant();
    Duration validFor =
        parts.expiresSeconds() == null ? MAX_SKEW : Duration.ofSeconds(parts.expiresSeconds());
    if (validFor.isNegative() || validFor.compareTo(MAX_PRESIGNED) > 0) {
      return Optional.of(
          new Rejected("IncompleteSignature", "X-Amz-Expires: expected 0 to 604800 seconds"));
    }
    if (now.isAfter(signedAt.plus(validFor)) || now.isBefore(signedAt.minus(MAX_SKEW))) {
      return Optional.of(
          new Rejected(
              "RequestExpired", "signed at " + signedAt + ", and the time here is " + now));
    }
    return Optional.empty();
  }

  /** The host and every header of AWS's own must be signed, or they could be changed on the way. */
  private static Optional<Rejected> checkCoverage(WireRequest request, SignedParts parts) {
    Optional<String> unsigned =
        request.headers().keySet().stream()
            .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
            .filter(name -> !parts.signedHeaders().contains(name))
            .findFirst();
    return unsigned.map(
        name -> new Rejected("SignatureDoesNotMatch", "the header " + name + " is not signed"));
  }

  private static byte[] signature(
      String secret, WireRequest request, SignedParts parts, String bodyHash) {
    String canonicalRequest =
        String.join(
            "\n",
            request.method(),
            Percent.encode(request.rawPath(), true),
            canonicalQuery(request.query()),
            canonicalHeaders(request, parts.signedHeaders()),
            String.join(";", parts.signedHeaders()),
            bodyHash);
    String toSign =
        String.join(
            "\n",
            SignedParts.ALGORITHM,
            parts.timestamp(),
            parts.scope(),
            sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part :
        List.of(parts.scopeDate(), parts.region(), parts.service(), SignedParts.TERMINATOR)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign)).getBytes(StandardCharsets.UTF_8);
  }

  private static String canonicalQuery(Query query) {
    return query.parameters().stream()
        .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
        .map(parameter ->
            new Query.Parameter(
                Percent.encode(parameter.name(), false), Percent.encode(parameter.value(), false)))
        .sorted(Comparator.comparing(Query.Parameter::name).thenComparing(Query.Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  private static String canonicalHeaders(WireRequest request, List<String> names) {
    StringBuilder canonical = new StringBuilder();
    for (String name : names) {
      String value =
          request.headers().getOrDefault(name, List.of()).stream()
              .map(one -> one.strip().replaceAll(" +", " "))
              .collect(Collectors.joining(","));
      canonical.append(name).append(':').append(value).append('\n');
    }
    return canonical.toString();
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

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
