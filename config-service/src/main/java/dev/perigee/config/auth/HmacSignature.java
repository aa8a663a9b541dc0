package dev.perigee.config.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of Signature Version 4. */
final class HmacSignature {

  private static final String HMAC = "HmacSHA256";

  private HmacSignature() {}

  /** Whether a request's signature is the one that a secret gives; takes the same time if not. */
  static boolean matches(String secret, SignedParts parts, String toSign) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part :
        List.of(parts.scopeDate(), parts.region(), parts.service(), SignedParts.TERMINATOR)) {
      key = hmac(key, part.getBytes(StandardCharsets.UTF_8));
    }
    byte[] expected = hmac(key, toSign.getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(
        HexFormat.of().formatHex(expected).getBytes(StandardCharsets.UTF_8),
        parts.signature().getBytes(StandardCharsets.UTF_8));
  }

  static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is part of every Java runtime", e);
    }
  }
}
