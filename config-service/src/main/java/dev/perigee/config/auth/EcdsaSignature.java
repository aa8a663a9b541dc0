package dev.perigee.config.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.HexFormat;

/**
 * Signatures of Signature Version 4A: ECDSA over P-256, by a key pair that is derived from the
 * access key ({@link EcdsaKeys}). Deriving takes some milliseconds, so the public keys of the
 * access keys in use are kept.
 */
final class EcdsaSignature {

  private static final int MAX_KEYS = 1_000;
  private static final String ECDSA = "SHA256withECDSA";

  private final Cache<AccessKey, PublicKey> publicKeys =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).executor(Runnable::run).build();

  /** Whether a request's signature was made with an access key. */
  boolean matches(AccessKey key, SignedParts parts, String toSign) {
    PublicKey publicKey = publicKeys.get(key, EcdsaSignature::derive);
    try {
      Signature ecdsa = Signature.getInstance(ECDSA);
      ecdsa.initVerify(publicKey);
      ecdsa.update(toSign.getBytes(StandardCharsets.UTF_8));
      return ecdsa.verify(HexFormat.of().parseHex(parts.signature()));
    } catch (SignatureException | IllegalArgumentException e) {
      return false; // not a signature at all
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ECDSA + " is part of every Java runtime", e);
    }
  }

  private static PublicKey derive(AccessKey key) {
    return EcdsaKeys.publicKey(key.caller().accessKeyId(), key.secret());
  }
}
