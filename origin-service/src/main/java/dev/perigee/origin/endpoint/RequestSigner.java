package dev.perigee.origin.endpoint;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests to one AWS service with Signature Version 4 in the {@code Authorization} header.
 *
 * <p>A body is not part of the signature ({@code UNSIGNED-PAYLOAD}): it streams through, and its
 * digest would be known only at its end. The AWS SDK's own signer refuses that over plain HTTP,
 * which is what an S3 server on the operator's machines often speaks; hence this one, which the
 * tests compare with the SDK's. Thread-safe.
 */
public final class RequestSigner {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = "yyyyMMdd".length();
  private static final HexFormat HEX = HexFormat.of();

  private final SigningService service;
  private final Credentials credentials;
  private final String region;
  private final InstantSource clock;

  /** The key of the day last signed on; replaced whole, so that a race only computes it twice. */
  private volatile @Nullable DayKey dayKey;

  private record DayKey(String date, SecretKeySpec key) {}

  RequestSigner(
      SigningService service, Credentials credentials, String region, InstantSource clock) {
    this.service = service;
    this.credentials = credentials;
    this.region = region;
    this.clock = clock;
  }

  /**
   * Signs a request: sets {@code Host}, {@code x-amz-date}, {@code x-amz-content-sha256} and {@code
   * Authorization}, replacing what was there.
   *
   * @param rawTarget path and query as they would be sent unsigned
   * @param headers all other headers; those that begin with {@code x-amz-} are signed
   * @param hasBody whether a body follows
   * @return the path and query to send
   */
  public String sign(
      String method, String rawTarget, String authority, MultiMap headers, boolean hasBody) {
    Instant now = clock.instant();
    String timestamp = TIMESTAMP.format(now);
    String date = timestamp.substring(0, DATE_LENGTH);
    SignedTarget target = SignedTarget.of(rawTarget);
    headers.set("host", authority);
    headers.set("x-amz-date", timestamp);
    String payload = service.payload(hasBody);
    headers.set("x-amz-content-sha256", payload);
    headers.remove("x-amz-security-token");

    Map<String, String> signed = signedHeaders(headers);
    String names = String.join(";", signed.keySet());
    String scope = date + "/" + region + "/" + service.word() + "/aws4_request";
    String canonical = canonicalRequest(method, target, signed, names, payload);
    String toSign = ALGORITHM + "\n" + timestamp + "\n" + scope + "\n" + sha256(canonical);
    String signature = HEX.formatHex(hmac(key(date), toSign));
    headers.set(
        "authorization",
        ALGORITHM
            + " Credential="
            + credentials.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
    return target.asTarget();
  }

  private String canonicalRequest(
      String method,
      SignedTarget target,
      Map<String, String> signed,
      String names,
      String payload) {
    StringBuilder canonical = new StringBuilder(512);
    canonical.append(method).append('\n');
    canonical.append(service.path(target)).append('\n');
    canonical.append(target.query()).append('\n');
    signed.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    return canonical.append('\n').append(names).append('\n').append(payload).toString();
  }

  private static Map<String, String> signedHeaders(MultiMap headers) {
    Map<String, String> signed = new TreeMap<>();
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("host") || name.startsWith("x-amz-")) {
        String value = header.getValue().strip().replaceAll(" +", " ");
        signed.merge(name, value, (first, next) -> first + "," + next);
      }
    }
    return signed;
  }

  private SecretKeySpec key(String date) {
    DayKey known = dayKey;
    if (known == null || !known.date().equals(date)) {
      byte[] secret = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
      SecretKeySpec key = macKey(secret);
      for (String part : new String[] {date, region, service.word(), "aws4_request"}) {
        key = macKey(hmac(key, part));
      }
      known = new DayKey(date, key);
      dayKey = known;
    }
    return known.key();
  }

  private static SecretKeySpec macKey(byte[] bytes) {
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HEX.formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
